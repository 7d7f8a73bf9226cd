import type { State } from '../model/state';
import type { WaitKind } from './wait';

/** What Go's own wait reasons and methods call a wait; a writer behind another one has a name of its own. */
const names: Partial<Record<WaitKind, string>> = {
  mutex: 'Mutex.Lock',
  rlock: 'RWMutex.RLock',
  lockQueued: 'RWMutex queue',
  lockPending: 'RWMutex.Lock',
  once: 'Once.Do',
  send: 'chan send',
  receive: 'chan receive',
  select: 'select',
  selectNothing: 'select {}',
  waitGroup: 'WaitGroup.Wait',
  cond: 'Cond.Wait',
  io: 'IO wait',
  sleep: 'sleep',
  syscall: 'syscall',
};

/** A short name of a wait: `RWMutex.Lock`, `chan send`; the state's own text for any other, empty in forms without states. */
export function waitName(kind: WaitKind, { reason }: Pick<State, 'reason'>): string {
  return names[kind] ?? reason;
}
