import { parseSymbol } from '../go/symbol';
import { isStandardLibrary } from '../go/userCode';
import type { Dump } from '../model/dump';
import type { Stack, StackFrame } from '../model/stack';
import type { State, StateClass } from '../model/state';
import type { GoroutineGroup } from './groupDump';

/** Why goroutines are rarely what somebody looks for. */
export interface Background {
  /** Idle by design, or part of the Go runtime. */
  readonly kind: 'idle' | 'runtime';
  /** One sentence. */
  readonly reason: string;
  /** The frame that shows it. */
  readonly frame: StackFrame;
}

/** Functions in which goroutines of the runtime run, by prefix, and what these goroutines are for. */
const runtimeFunctions: readonly (readonly [prefix: string, reason: string])[] = [
  ['runtime.gcBgMarkWorker', 'Marks memory for the garbage collector.'],
  ['runtime.bgsweep', 'Sweeps memory after a garbage collection.'],
  ['runtime.bgscavenge', 'Returns unused memory to the operating system.'],
  ['runtime.forcegchelper', 'Starts a garbage collection if there was none for two minutes.'],
  ['runtime.runfinq', 'Runs finalizers.'],
  ['runtime.runFinalizers', 'Runs finalizers.'],
  ['runtime.runCleanups', 'Runs cleanups (runtime.AddCleanup).'],
  ['runtime.timerproc', 'Runs timers, up to Go 1.13.'],
  ['runtime.updateMaxProcsGoroutine', 'Adapts GOMAXPROCS to the CPU limit.'],
  ['runtime.ensureSigM', 'Enables and disables signals.'],
  ['runtime.unique_runtime_registerUniqueMapCleanup', 'Cleans up the maps of package unique.'],
  ['runtime.sysmon', 'Monitors the threads of the scheduler.'],
  ['runtime.mstart', 'A thread of the scheduler, without a goroutine.'],
  ['runtime.mcall', 'A thread of the scheduler, without a goroutine.'],
  ['runtime.morestack', 'A thread of the scheduler, without a goroutine.'],
  ['runtime.systemstack', 'A thread of the scheduler, without a goroutine.'],
  ['os/signal.loop', 'Receives signals for os/signal.'],
];

/** A stack that is idle by design. */
interface IdleShape {
  /** Some frame of the stack has this function. */
  readonly function: RegExp;
  readonly reason: string;
  /** No frame has this function. */
  readonly without?: RegExp;
  /** Whether other code may be on the stack. By default, only the standard library and the function's package may. */
  readonly inOtherCode?: true;
  /** Whether it may run, or wait for a lock. */
  readonly inAnyState?: true;
}

/** The first one that fits counts. */
const idleShapes: readonly IdleShape[] = [
  {
    function: /^runtime\/pprof\.(?:writeGoroutine|runtime_goroutineProfile)/,
    reason: 'Writes this dump.',
    inOtherCode: true,
    inAnyState: true,
  },
  {
    function: /^net\.\(\*(?:TCP|Unix)Listener\)\.Accept/,
    reason: 'Waits for the next connection of a client.',
    inOtherCode: true,
  },
  {
    function: /^net\/http\.\(\*connReader\)\.backgroundRead$/,
    reason: 'Notices if the client of an HTTP request closes the connection.',
  },
  {
    function: /^net\/http\.\(\*conn\)\.serve$/,
    without: /\.ServeHTTP$/,
    reason: 'Waits for the next HTTP request on a connection that is kept alive.',
  },
  {
    function: /^net\/http\.\(\*persistConn\)\.(?:readLoop|writeLoop)$/,
    reason: 'Serves a connection that an HTTP client keeps alive.',
  },
  {
    function:
      /^(?:golang\.org\/x\/net\/http2\.|net\/http\.|net\/http\/internal\/http2\.)\(\*(?:http2)?(?:clientConnReadLoop|ClientConn|serverConn)\)\.(?:run|readLoop|readFrames|serve)$/,
    reason: 'Serves an HTTP/2 connection.',
  },
  {
    function:
      /^google\.golang\.org\/grpc\/internal\/transport\.\(\*(?:loopyWriter|http2Client|http2Server)\)\.(?:run|reader|keepalive|HandleStreams)$/,
    reason: 'Serves a gRPC connection.',
  },
  {
    function: /^google\.golang\.org\/grpc\/internal\/grpcsync\.\(\*CallbackSerializer\)\.run$/,
    reason: 'Runs callbacks of gRPC.',
  },
  {
    function: /^database\/sql\.\(\*DB\)\.connection(?:Opener|Cleaner|Resetter)$/,
    reason: 'Maintains a pool of database connections.',
  },
  {
    function: /^database\/sql\.\(\*Tx\)\.awaitDone$/,
    reason: 'Ends a transaction if its context is cancelled.',
  },
  { function: /^os\/signal\.NotifyContext\.func1$/, reason: 'Cancels a context when a signal comes.' },
  { function: /^testing\.runTests/, reason: 'Runs the tests one after another.' },
  {
    function: /^testing\.\(\*M\)\.startAlarm\.func1$/,
    reason: 'Ends a test that takes too long.',
    inAnyState: true,
  },
  {
    function: /^(?:github\.com\/golang\/glog|k8s\.io\/klog(?:\/v2)?)\..*[fF]lushDaemon/,
    reason: 'Flushes a log periodically.',
  },
  {
    function: /^go\.opencensus\.io\/stats\/view\.\(\*worker\)\.start$/,
    reason: 'Collects statistics for OpenCensus.',
  },
];

/** A goroutine that runs, or that waits for a lock, is not idle. A connection is in a system call for a moment. */
const idleClasses: ReadonlySet<StateClass> = new Set([
  'io',
  'syscall',
  'channel',
  'select',
  'idle',
  'sleep',
  'unknown',
]);

/** Whether the goroutines of a group are part of the runtime or idle by design. Undefined if any of them is not. */
export function backgroundOf(
  { goroutines, stacks, states }: Dump,
  { members }: Pick<GoroutineGroup, 'members'>,
): Background | undefined {
  const seen = new Set<number>();
  let all: Background | undefined;
  for (const member of members) {
    const [stack, state] = [goroutines.stack[member]!, goroutines.state[member]!];
    const pair = stack * states.length + state;
    if (seen.has(pair)) continue;
    seen.add(pair);
    const own = backgroundOfStack(stacks[stack]!, states[state]!);
    if (own === undefined) return undefined;
    all = all === undefined ? own : ofBoth(all, own);
  }
  return all;
}

function ofBoth(one: Background, other: Background): Background {
  if (one.reason === other.reason) return one;
  const kind = one.kind === other.kind ? one.kind : 'idle';
  return { ...one, kind, reason: several[kind] };
}

const several: Readonly<Record<Background['kind'], string>> = {
  idle: 'Each of these is idle by design, or part of the Go runtime.',
  runtime: 'Each of these is part of the Go runtime.',
};

function backgroundOfStack({ frames }: Stack, { class: stateClass }: State): Background | undefined {
  if (frames.length === 0) return undefined;
  if (frames.every(isOfRuntime)) {
    for (const [prefix, reason] of runtimeFunctions) {
      const frame = frames.find((each) => each.function.startsWith(prefix));
      if (frame !== undefined) return { kind: 'runtime', reason, frame };
    }
  }
  const isIdle = idleClasses.has(stateClass);
  for (const shape of idleShapes) {
    const frame = isIdle || shape.inAnyState ? idleFrame(frames, shape) : undefined;
    if (frame !== undefined) return { kind: 'idle', reason: shape.reason, frame };
  }
  return undefined;
}

/** The frame of the shape's function, if the stack has the shape. */
function idleFrame(
  frames: readonly StackFrame[],
  { function: symbol, without, inOtherCode }: IdleShape,
): StackFrame | undefined {
  const found = frames.find((frame) => symbol.test(frame.function));
  if (found === undefined || frames.some((frame) => without?.test(frame.function))) return undefined;
  const { importPath } = parseSymbol(found.function);
  const isOwn = (frame: StackFrame) =>
    isStandardLibrary(frame) ||
    parseSymbol(frame.function).importPath === importPath ||
    frame.file.endsWith('_testmain.go'); // generated by `go test`
  return (inOtherCode ?? frames.every(isOwn)) ? found : undefined;
}

function isOfRuntime({ function: name }: StackFrame): boolean {
  return /^(?:(?:internal\/)?runtime(?:\/internal)?(?:\/\w+)*|os\/signal)\./.test(name);
}
