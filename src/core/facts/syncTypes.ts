/** What a method of package sync, or of one like it, does. */
export type SyncOperation =
  | 'lock'
  | 'rlock'
  | 'unlock'
  | 'runlock'
  | 'wait'
  | 'done'
  | 'add'
  | 'condWait'
  | 'signal'
  | 'once'
  /** Takes or returns a slot of a limited number, such as a semaphore's. */
  | 'acquire'
  | 'release';

/** Packages whose types are named as those of package sync, and do the same. */
export const lockPackages: ReadonlySet<string> = new Set(['sync', 'github.com/sasha-s/go-deadlock']);

/** Types of other packages that wait on behalf of their callers, and what their methods do. */
export const waitingTypes: Readonly<Record<string, Readonly<Record<string, SyncOperation>>>> = {
  'golang.org/x/sync/errgroup.Group': { Go: 'acquire', Wait: 'wait' },
  'golang.org/x/sync/semaphore.Weighted': { Acquire: 'acquire', Release: 'release' },
};
