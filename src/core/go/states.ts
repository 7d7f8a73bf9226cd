import type { State, StateClass } from '../model/state';

/**
 * Class and meaning of the wait reasons and statuses that Go 1.0 to 1.27 print between the brackets of a header.
 * Source: `waitReasonStrings` in runtime/runtime2.go and `gStatusStrings` in runtime/traceback.go of each version.
 */
const states: Readonly<Record<string, readonly [StateClass, string]>> = {
  running: ['running', 'Executing, or the goroutine that crashed or requested the dump.'],
  runnable: ['running', 'Ready to run; waits for a processor.'],
  'new goroutine': ['running', 'Not started yet.'],
  preempted: ['running', 'Stopped by the runtime for a scan; resumes afterwards.'],
  syscall: ['syscall', 'Inside a system call or C code.'],
  waiting: ['idle', 'Blocked; the reason was not recorded.'],
  idle: ['idle', "A thread's scheduler stack, or a goroutine that is being set up."],
  dead: ['idle', 'Finished.'],
  moribund: ['idle', 'About to die.'],
  leaked: ['idle', 'Proven unable to wake up.'],
  'waiting for cgo callback': ['idle', 'Spare goroutine for threads created by C code.'],
  '???': ['idle', 'Unknown status.'],
  'unknown wait reason': ['idle', 'Blocked; the reason is out of range.'],
  'chan receive': ['channel', 'Waits for a value from a channel.'],
  'chan send': ['channel', 'Waits for a receiver on a channel.'],
  'chan receive (nil chan)': ['channel', 'Receives from a nil channel, which blocks forever.'],
  'chan send (nil chan)': ['channel', 'Sends to a nil channel, which blocks forever.'],
  'chan receive (synctest)': ['channel', 'Waits for a value from a channel of its synctest bubble.'],
  'chan send (synctest)': ['channel', 'Waits for a receiver on a channel of its synctest bubble.'],
  select: ['select', 'Waits for any of several channel operations.'],
  'select (no cases)': ['select', 'An empty select, which blocks forever.'],
  'select (synctest)': ['select', 'Waits for any of several channel operations in its synctest bubble.'],
  semacquire: [
    'lock',
    'Waits on a runtime semaphore: of a WaitGroup or, up to Go 1.19, of a Mutex or RWMutex. The sync frame of its stack shows which.',
  ],
  semarelease: ['lock', 'Passes a semaphore to a waiter.'],
  'sync.Mutex.Lock': [
    'lock',
    'Waits for a Mutex, or for its turn as a writer behind another writer of an RWMutex.',
  ],
  'sync.RWMutex.RLock': ['lock', 'Waits to read-lock an RWMutex that a writer holds or waits for.'],
  'sync.RWMutex.Lock': ['lock', 'Waits to write-lock an RWMutex until its readers have left.'],
  'sync.Cond.Wait': ['lock', 'Waits for a signal on a condition variable.'],
  'sync.WaitGroup.Wait': ['lock', "Waits for a WaitGroup's counter to reach zero."],
  'IO wait': ['io', 'Waits for a socket, a pipe or another polled file, or for its deadline.'],
  sleep: ['sleep', 'Sleeps in time.Sleep.'],
  'timer goroutine (idle)': ['sleep', 'The timer goroutine of old Go versions; no timer is due.'],
  coroutine: ['idle', 'The paused side of an iter.Pull pair.'],
  'finalizer wait': ['idle', 'The goroutine that runs finalizers, without work.'],
  'cleanup wait': ['idle', 'The goroutine that runs cleanups (runtime.AddCleanup), without work.'],
  'force gc (idle)': ['idle', 'Triggers the garbage collector periodically; asleep.'],
  'GC sweep wait': ['idle', 'The background sweeper, without work.'],
  'GC scavenge wait': ['idle', 'Returns memory to the operating system; asleep.'],
  'GC worker (idle)': ['idle', 'A mark worker between two collections.'],
  'mark wait (idle)': ['idle', 'A mark worker of Go 1.5 between two collections.'],
  'Concurrent GC wait': ['idle', 'The collector of Go 1.5 between two collections.'],
  'GOMAXPROCS updater (idle)': ['idle', 'Watches for changes of the CPU limit.'],
  panicwait: ['idle', 'Blocked forever because another goroutine is crashing.'],
  'trace reader (blocked)': ['idle', 'The reader of the execution trace, without data.'],
  'synctest.Run': ['idle', 'Runs a synctest bubble and waits for its goroutines.'],
  'synctest.Wait': ['idle', 'Waits until its synctest bubble is blocked.'],
  'GC worker (active)': ['runtime', 'A mark worker at work.'],
  'GC assist wait': ['runtime', 'Must wait for the garbage collector before it may allocate more.'],
  'GC assist marking': ['runtime', 'Helps the garbage collector to mark before it may allocate.'],
  'GC mark termination': ['runtime', 'Ends the mark phase of a collection.'],
  'GC weak to strong wait': ['runtime', 'Waits to read a weak pointer during a collection.'],
  'garbage collection': ['runtime', 'Starts a collection or waits for one.'],
  'garbage collection scan': ['runtime', 'Its stack is being scanned.'],
  'wait for GC cycle': ['runtime', 'runtime.GC waits for the end of a collection.'],
  'stopping the world': ['runtime', 'Stops all goroutines.'],
  'flushing proc caches': ['runtime', 'Empties the caches of all processors.'],
  'dumping heap': ['runtime', 'Writes a heap dump.'],
  'stack growth': ['runtime', 'Its stack is being resized.'],
  'stack split': ['runtime', 'Its stack is being resized.'],
  'stack unsplit': ['runtime', 'Its stack is being resized.'],
  enqueue: ['runtime', 'Moves between run queues.'],
  copystack: ['runtime', 'Its stack is being moved.'],
  'trace goroutine status': ['runtime', 'Bookkeeping of the execution tracer.'],
  'trace proc status': ['runtime', 'Bookkeeping of the execution tracer.'],
  'page trace flush': ['runtime', 'Bookkeeping of the page tracer.'],
  'debug call': ['runtime', 'A debugger calls a function on it.'],
};

const known = new Map(Object.entries(states));

/** What the wait reason or status means, as a sentence; undefined for a text that no Go version prints. */
export function stateMeaning(reason: string): string | undefined {
  return known.get(reason)?.[1];
}

/** The state of entries in forms without states. */
export const noState: State = {
  text: '',
  reason: '',
  class: 'unknown',
  scan: false,
  leaked: false,
  durable: false,
  lockedToThread: false,
  bubble: undefined,
};

/**
 * Reads the text between a header's brackets, without minutes and labels, e.g.
 * `select (durable), locked to thread, synctest bubble 1`. An unknown reason has the class `idle`.
 */
export function readState(text: string): State {
  const comma = text.indexOf(', ');
  let reason = comma < 0 ? text : text.slice(0, comma);
  const notes = comma < 0 ? '' : text.slice(comma);
  const annotations = new Set<string>();
  for (;;) {
    const annotation = ['leaked', 'scan', 'durable'].find((name) => reason.endsWith(` (${name})`));
    if (annotation === undefined) break;
    annotations.add(annotation);
    reason = reason.slice(0, -` (${annotation})`.length);
  }
  const bubble = /, synctest (?:group|bubble) (\d+)/.exec(notes);
  return {
    text,
    reason,
    class: known.get(reason)?.[0] ?? 'idle',
    scan: annotations.has('scan'),
    leaked: annotations.has('leaked'),
    durable: annotations.has('durable'),
    lockedToThread: notes.includes(', locked to thread'),
    bubble: bubble === null ? undefined : Number(bubble[1]),
  };
}
