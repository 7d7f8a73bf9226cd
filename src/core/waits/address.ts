import type { FrameArguments } from './frameArguments';
import type { WaitKind } from './wait';

/**
 * Offset in bytes of the semaphore in the lock or WaitGroup that contains it. Sources: sync/mutex.go (`state`, `sema`), sync/rwmutex.go (`w`,
 * `writerSem`, `readerSem`), sync/waitgroup.go (a counter of 8 bytes, `sema`), Go 1.18 to 1.27.
 */
const semaphoreOffsets: Partial<Record<WaitKind, number>> = {
  mutex: 4,
  lockQueued: 4,
  lockPending: 8,
  rlock: 12,
  waitGroup: 8,
};

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

/**
 * The address of the lock, channel or other object that a goroutine waits for, if one of its frames prints it reliably.
 *
 * @param frames frames of the goroutine, innermost first
 */
export function objectAddress(kind: WaitKind, frames: Iterable<FrameArguments>): number | undefined {
  const offset = semaphoreOffsets[kind];
  let object: number | undefined;
  for (const { function: name, addresses } of frames) {
    const first = addresses[0];
    if (offset !== undefined && name === 'runtime.semacquire1' && first !== undefined) return first - offset;
    if (objects[kind]?.test(name)) object ??= first;
    if (!carriers.test(name)) break;
  }
  return object;
}
