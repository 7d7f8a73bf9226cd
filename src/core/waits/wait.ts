/** What a goroutine waits for. */
export type WaitKind =
  | 'mutex'
  /** A reader, blocked by a writer that holds the lock or waits for it. */
  | 'rlock'
  /** A writer that waits for another writer. */
  | 'lockQueued'
  /** The next writer, which waits for the readers to release the lock. */
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
  /** A semaphore of unknown purpose. */
  | 'semaphore'
  | 'io'
  | 'sleep'
  | 'syscall'
  /** Running or runnable. */
  | 'running'
  /** A goroutine of the runtime itself. */
  | 'runtime'
  /** The form prints no states, or the state is unknown. */
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
