import type { Stack } from '../model/stack';
import type { FrameArguments } from './frameArguments';
import type { WaitKind } from './wait';

/**
 * Offset of the semaphore in the object that is waited for. Sources: sync/mutex.go (`state`, `sema`), sync/rwmutex.go (`w`,
 * `writerSem`, `readerSem`), sync/waitgroup.go (a counter of 8 bytes, `sema`), Go 1.18 to 1.27.
 */
const semaphoreOffsets: Partial<Record<WaitKind, number>> = {
  mutex: 4,
  lockQueued: 4,
  lockPending: 8,
  rlock: 12,
  waitGroup: 8,
};

/** Functions whose first argument is the semaphore. */
const semaphores = /^(?:runtime\.semacquire1|(?:internal\/)?sync\.runtime_Semacquire\w*)$/;

/** Methods whose first argument is the object itself. */
const objects: Partial<Record<WaitKind, RegExp>> = {
  mutex: /^(?:internal\/)?sync\.\(\*Mutex\)\.(?:Lock|lockSlow)$/,
  lockQueued: /^(?:(?:internal\/)?sync\.\(\*Mutex\)\.(?:Lock|lockSlow)|sync\.\(\*RWMutex\)\.Lock)$/,
  lockPending: /^sync\.\(\*RWMutex\)\.Lock$/,
  rlock: /^sync\.\(\*RWMutex\)\.RLock$/,
  waitGroup: /^sync\.\(\*WaitGroup\)\.Wait$/,
  cond: /^sync\.\(\*Cond\)\.Wait$/,
  once: /^sync\.\(\*Once\)\.(?:doSlow|Do)$/,
  send: /^runtime\.chansend1?$/,
  receive: /^runtime\.chanrecv[12]?$/,
};

const carriers = /^(?:runtime|(?:internal\/)?sync)\./;

/** Whether a goroutine that waits in this way, with the stack, may print the address of what it waits for. */
export function mayPrintObject(kind: WaitKind, { frames }: Stack): boolean {
  const end = frames.findIndex(({ function: name }) => !carriers.test(name));
  return frames.slice(0, end < 0 ? undefined : end + 1).some(({ function: name }) => prints(kind, name));
}

function prints(kind: WaitKind, name: string): boolean {
  return objects[kind]?.test(name) === true || (kind in semaphoreOffsets && semaphores.test(name));
}

/**
 * The address of what a goroutine waits for; undefined if no frame prints it reliably: a value with a question mark may be an
 * old one. The runtime's own semaphore is preferred to the arguments of methods.
 *
 * @param frames the goroutine's, innermost first
 */
export function objectAddress(kind: WaitKind, frames: Iterable<FrameArguments>): number | undefined {
  const offset = semaphoreOffsets[kind];
  for (const { function: name, addresses } of frames) {
    const [first] = addresses;
    if (first !== undefined && prints(kind, name)) return semaphores.test(name) ? first - offset! : first;
    if (!carriers.test(name)) break;
  }
  return undefined;
}
