/** What a goroutine waits for. */
export type WaitKind =
  | 'mutex'
  /** A reader that is held back because a writer holds the lock or waits for it. */
  | 'rlock'
  /** A writer that waits for the writer before it. */
  | 'lockQueued'
  /** The writer whose turn it is, which waits until the readers are gone. */
  | 'lockPending'
  | 'once'
  | 'send'
  | 'receive'
  | 'nilChannel'
  | 'select'
  /** `select {}`. */
  | 'selectNothing'
  | 'waitGroup'
  | 'cond'
  /** A semaphore of which nothing more is known. */
  | 'semaphore'
  | 'io'
  | 'sleep'
  | 'syscall'
  /** Runs, or could. */
  | 'running'
  /** A goroutine of the runtime itself. */
  | 'runtime'
  /** The form has no states, or the state is not known. */
  | 'unknown';

export interface Wait {
  readonly kind: WaitKind;
  /** Index of the first frame outside `runtime`, `sync`, `internal` and the like; undefined if there is none. */
  readonly site: number | undefined;
}

/** Whether the goroutine waits for a lock of package sync. */
export function isLockWait(kind: WaitKind): boolean {
  return kind === 'mutex' || kind === 'rlock' || kind === 'lockQueued' || kind === 'lockPending';
}
