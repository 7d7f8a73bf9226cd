import type { WaitKind } from './wait';

/** What a goroutine waits for, and as what: a lock has queued writers, a channel has senders. */
interface Role {
  readonly object: string;
  readonly role: string;
}

const roles: Partial<Record<WaitKind, Role>> = {
  mutex: { object: 'Mutex', role: 'waiting to lock' },
  lockQueued: { object: 'RWMutex', role: 'queued writers' },
  lockPending: { object: 'RWMutex', role: 'pending writer' },
  rlock: { object: 'RWMutex', role: 'held-back readers' },
  once: { object: 'Once', role: 'waiting for its function' },
  waitGroup: { object: 'WaitGroup', role: 'waiting for it' },
  cond: { object: 'Cond', role: 'waiting for a signal' },
  send: { object: 'channel', role: 'senders' },
  receive: { object: 'channel', role: 'receivers' },
};

/** The role of a goroutine that waits in this way: `queued writers`; undefined if it waits for no object. */
export function waitRole(kind: WaitKind): string | undefined {
  return roles[kind]?.role;
}

/** The type of the object that goroutines wait for in these ways. A RWMutex has a Mutex for its writers. */
export function waitedObject(kinds: ReadonlySet<WaitKind>): string | undefined {
  const objects = new Set(Array.from(kinds, (kind) => roles[kind]?.object));
  return objects.has('RWMutex') ? 'RWMutex' : [...objects][0];
}
