import type { WaitKind } from '../../waits/wait';

/** What a wait is called, of one goroutine and of several. */
const verbs: Readonly<Record<WaitKind, readonly [one: string, several: string]>> = {
  mutex: ['waits to lock', 'wait to lock'],
  rlock: ['waits to read-lock', 'wait to read-lock'],
  lockQueued: ['queues to lock', 'queue to lock'],
  lockPending: ['waits for the readers of', 'wait for the readers of'],
  once: ['waits for the first call of', 'wait for the first call of'],
  send: ['waits to send on', 'wait to send on'],
  receive: ['waits to receive from', 'wait to receive from'],
  nilChannel: ['waits on a nil channel', 'wait on a nil channel'],
  select: ['waits in a select', 'wait in a select'],
  selectNothing: ['waits in a select without cases', 'wait in a select without cases'],
  waitGroup: ['waits for', 'wait for'],
  cond: ['waits for a signal of', 'wait for a signal of'],
  semaphore: ['waits for a semaphore', 'wait for a semaphore'],
  io: ['waits for I/O', 'wait for I/O'],
  sleep: ['sleeps', 'sleep'],
  syscall: ['is in a system call', 'are in a system call'],
  running: ['is running', 'are running'],
  runtime: ['works for the runtime', 'work for the runtime'],
  unknown: ['is', 'are'],
};

/** `waits to send on`. */
export function verb(kind: WaitKind, count: number): string {
  return verbs[kind][count === 1 ? 0 : 1];
}
