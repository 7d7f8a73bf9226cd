import type { State, StateClass } from '../model/state';
/**
 * The wait reasons and statuses that Go 1.0 to 1.27 print between the brackets of a header: their class and what
 * they mean. Source: `waitReasonStrings` in runtime/runtime2.go and `gStatusStrings` in runtime/traceback.go of
 * each version.
 */
const states: Readonly<Record<string, readonly [StateClass, string]>> = {
  running: ['running', 'Executing at the moment, or the one that crashed or asked for the dump.'],
  runnable: ['running', 'Could run, and waits for a processor.'],
  'new goroutine': ['running', 'Not started yet.'],
  preempted: ['running', 'Stopped by the runtime for a scan; runs on afterwards.'],
  syscall: ['syscall', 'Inside a system call or C code.'],
  waiting: ['idle', 'Blocked; the reason was not recorded.'],
  idle: ['idle', "A thread's scheduler stack, or a goroutine that is just being set up."],
  dead: ['idle', 'Finished.'],
  moribund: ['idle', 'About to die.'],
  leaked: ['idle', 'Proven unable to wake up.'],
  'waiting for cgo callback': ['idle', 'Spare goroutine kept for threads made by C.'],
  '???': ['idle', 'Unknown status.'],
  'unknown wait reason': ['idle', 'Blocked; the reason is out of range.'],
  'chan receive': ['channel', 'Waits for a value from a channel.'],
  'chan send': ['channel', 'Waits for someone to take its value from a channel.'],
  'chan receive (nil chan)': ['channel', 'Receives from a nil channel: waits for ever.'],
  'chan send (nil chan)': ['channel', 'Sends to a nil channel: waits for ever.'],
  'chan receive (synctest)': ['channel', 'Waits for a value from a channel of its synctest bubble.'],
  'chan send (synctest)': ['channel', 'Waits for someone in its synctest bubble to take its value.'],
  select: ['select', 'Waits for any of several channel operations.'],
  'select (no cases)': ['select', 'An empty select: waits for ever.'],
  'select (synctest)': ['select', 'Waits for any of several channels of its synctest bubble.'],
  semacquire: [
    'lock',
    'Waits on a runtime semaphore: a WaitGroup, and to Go 1.19 also a Mutex or RWMutex. The sync frame of its stack tells which.',
  ],
  semarelease: ['lock', 'Hands a semaphore on.'],
  'sync.Mutex.Lock': ['lock', 'Waits for a Mutex, or as a writer queued after another writer of an RWMutex.'],
  'sync.RWMutex.RLock': [
    'lock',
    'Wants to read, and waits for a writer of the RWMutex: one that holds it, or one that waits for it.',
  ],
  'sync.RWMutex.Lock': ['lock', 'Wants to write, and waits for the readers of the RWMutex to leave.'],
  'sync.Cond.Wait': ['lock', 'Waits for a signal on a condition variable.'],
  'sync.WaitGroup.Wait': ['lock', "Waits for a WaitGroup's counter to reach zero."],
  'IO wait': ['io', 'Waits for a socket, a pipe or another polled file, or for its deadline.'],
  sleep: ['sleep', 'Sleeps in time.Sleep.'],
  'timer goroutine (idle)': ['sleep', 'The timer keeper of old versions; nothing is due.'],
  coroutine: ['idle', 'The paused half of an iter.Pull pair.'],
  'finalizer wait': ['idle', 'The finalizer runner, without work.'],
  'cleanup wait': ['idle', 'The runner of runtime.AddCleanup, without work.'],
  'force gc (idle)': ['idle', 'Triggers the garbage collector now and then; asleep.'],
  'GC sweep wait': ['idle', 'The background sweeper, without work.'],
  'GC scavenge wait': ['idle', 'Gives memory back to the system; asleep.'],
  'GC worker (idle)': ['idle', 'A mark worker between two collections.'],
  'mark wait (idle)': ['idle', 'A mark worker of Go 1.5 between two collections.'],
  'Concurrent GC wait': ['idle', 'The collector of Go 1.5 between two collections.'],
  'GOMAXPROCS updater (idle)': ['idle', 'Watches for changes of the CPU limit.'],
  panicwait: ['idle', 'Blocked for ever because another goroutine is crashing.'],
  'trace reader (blocked)': ['idle', 'The execution tracer, without data.'],
  'synctest.Run': ['idle', 'Runs a synctest bubble and waits for its goroutines.'],
  'synctest.Wait': ['idle', 'Waits until its synctest bubble is blocked.'],
  'GC worker (active)': ['runtime', 'A mark worker at work.'],
  'GC assist wait': ['runtime', 'Has to wait for the garbage collector before it may allocate more.'],
  'GC assist marking': ['runtime', 'Helps the garbage collector to mark before it may allocate.'],
  'GC mark termination': ['runtime', 'Ends the mark phase of a collection.'],
  'GC weak to strong wait': ['runtime', 'Waits to read a weak pointer during a collection.'],
  'garbage collection': ['runtime', 'Starts a collection or waits for one.'],
  'garbage collection scan': ['runtime', 'Its stack is being scanned.'],
  'wait for GC cycle': ['runtime', 'runtime.GC waits for the end of a collection.'],
  'stopping the world': ['runtime', 'Brings all goroutines to a stop.'],
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
  'debug call': ['runtime', 'A debugger runs a function in it.'],
};

const known = new Map(Object.entries(states));

/** What the wait reason or status means, in plain words; undefined for a text that no Go version prints. */
export function stateMeaning(reason: string): string | undefined {
  return known.get(reason)?.[1];
}

/** The state of an entry whose form has none. */
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
 * Reads what stands between a header's brackets, minutes and labels taken out, e.g.
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
