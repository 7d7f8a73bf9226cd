/** What a method of package sync, or of a package like it, does. */
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
  /** Acquires or releases a slot of a semaphore, or of another limit. */
  | 'acquire'
  | 'release';

/** Packages whose types have the names and the behaviour of those of package sync. */
export const lockPackages: ReadonlySet<string> = new Set(['sync', 'github.com/sasha-s/go-deadlock']);

/** Types of other packages that wait on behalf of their callers, and what their methods do. */
export const waitingTypes: Readonly<Record<string, Readonly<Record<string, SyncOperation>>>> = {
  'golang.org/x/sync/errgroup.Group': { Go: 'acquire', Wait: 'wait' },
  // Who calls it with the key of a call that is running waits for that.
  'golang.org/x/sync/singleflight.Group': { Do: 'once' },
  'golang.org/x/sync/semaphore.Weighted': { Acquire: 'acquire', Release: 'release' },
  'database/sql.DB': {
    Begin: 'acquire',
    BeginTx: 'acquire',
    Conn: 'acquire',
    Exec: 'acquire',
    ExecContext: 'acquire',
    Ping: 'acquire',
    PingContext: 'acquire',
    Prepare: 'acquire',
    PrepareContext: 'acquire',
    Query: 'acquire',
    QueryContext: 'acquire',
    QueryRow: 'acquire',
    QueryRowContext: 'acquire',
  },
};
