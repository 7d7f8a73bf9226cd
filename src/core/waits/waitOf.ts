import type { Stack } from '../model/stack';
import type { State } from '../model/state';
import type { Wait, WaitKind } from './wait';

/** Packages that block on behalf of their callers. */
const carriers =
  /^(?:runtime|sync|internal\/[\w/]+|syscall|time|reflect|iter|database\/sql|github\.com\/sasha-s\/go-deadlock|golang\.org\/x\/sync\/\w+)\./;

/** A closure of sync.OnceFunc and the like, named after the function that they are inlined into. */
const onceFunction = /\.Once(?:Func|Values?)(?:\[\.\.\.\])?\.func\d/;

/** Whether a frame only carries out what other code asked for. */
export function isCarrier(name: string): boolean {
  return carriers.test(name) || onceFunction.test(name);
}

type Rule = readonly [kind: WaitKind, frames: RegExp];

/** Waits for a connection in a select, unless it waits for the pool's own lock. */
const connectionPool = /^database\/sql\.\(\*DB\)\.conn$/;

const mutex = /^(?:internal\/)?sync\.\(\*Mutex\)\.(?:Lock|lockSlow)$/;

/**
 * What a goroutine waits for, by its innermost frames, which belong to carriers. The first rule that matches any of them
 * wins. Tracebacks include inlined frames, so the method of package sync is there in every version of Go.
 */
const rules: readonly Rule[] = [
  ['once', /^sync\.\(\*Once\)\.(?:doSlow|Do)$|^sync\.Once(?:Func|Values?)\b/],
  ['rlock', /^sync\.\(\*RWMutex\)\.RLock$|^sync\.\(\*rlocker\)\.Lock$/],
  ['waitGroup', /^sync\.\(\*WaitGroup\)\.Wait$/],
  ['cond', /^sync\.\(\*Cond\)\.Wait$/],
  ['select', /^runtime\.selectgo$|^reflect\.(?:rselect|Select)$/],
  ['selectNothing', /^runtime\.block$/],
  ['send', /^runtime\.chansend1?$|^reflect\.(?:chansend|Value\.Send|Value\.send)$/],
  ['receive', /^runtime\.chanrecv[12]?$|^reflect\.(?:chanrecv|Value\.Recv|Value\.recv)$/],
  ['sleep', /^time\.Sleep$/],
  ['io', /^internal\/poll\.runtime_pollWait$/],
];

/** What a goroutine waits for, by its state; for dumps that hide the runtime's frames. */
const states: readonly (readonly [state: RegExp, kind: WaitKind])[] = [
  [/\(nil chan\)$/, 'nilChannel'],
  [/^chan send/, 'send'],
  [/^chan receive/, 'receive'],
  [/^select \(no cases\)/, 'selectNothing'],
  [/^select/, 'select'],
  [/^sync\.WaitGroup\.Wait/, 'waitGroup'],
  [/^sync\.Cond\.Wait/, 'cond'],
  [/^sync\.RWMutex\.RLock/, 'rlock'],
  [/^sync\.RWMutex\.Lock/, 'lockPending'],
  [/^sync\.Mutex\.Lock/, 'mutex'],
  [/^semacquire/, 'semaphore'],
  [/^IO wait/, 'io'],
  [/^sleep/, 'sleep'],
  [/^syscall/, 'syscall'],
  [/^(?:running|runnable|preempted|copystack|waiting to be)/, 'running'],
];

/** Who names the states: the runtime, or a debugger, which may use the names of another version of Go. */
export type StateSource = 'runtime' | 'debugger';

/**
 * What a goroutine waits for. Its frames take precedence over its state: up to Go 1.19 every lock is `semacquire`, and a
 * writer behind another writer shows `sync.Mutex.Lock`.
 */
export function waitOf({ frames }: Stack, state: State, source: StateSource): Wait {
  const first = frames.findIndex(({ function: name, kind }) => kind === 'go' && !isCarrier(name));
  const site = first < 0 ? undefined : first;
  const carrying = frames.slice(0, site).map(({ function: name }) => name);
  const isParked = carrying.includes('runtime.gopark');
  const kind = source === 'debugger' && isParked ? kindByFrames(carrying) : kindOf(carrying, state);
  return { kind, site };
}

function kindByFrames(carrying: readonly string[]): WaitKind {
  const known = kindOf(carrying, { reason: '', class: 'unknown' });
  return known === 'unknown' && carrying.every((name) => name.startsWith('runtime.')) ? 'runtime' : known;
}

function kindOf(
  carrying: readonly string[],
  { reason, class: stateClass }: Pick<State, 'reason' | 'class'>,
): WaitKind {
  if (/^(?:running|runnable)/.test(reason)) return 'running';
  if (reason.endsWith('(nil chan)')) return 'nilChannel';
  if (/^(?:syscall|IO wait)/.test(reason)) return reason.startsWith('IO') ? 'io' : 'syscall';
  const isOf = (pattern: RegExp) => carrying.some((name) => pattern.test(name));
  const once = rules[0]!;
  const isMutex = isOf(mutex);
  if (!isMutex && isOf(connectionPool)) return 'semaphore';
  if (isOf(/\/singleflight\.\(\*Group\)\.Do$/) && isOf(/^sync\.\(\*WaitGroup\)\.Wait$/)) return 'once';
  if (isOf(once[1]) && (isMutex || stateClass === 'lock')) return 'once';
  if (isOf(/^sync\.\(\*RWMutex\)\.Lock$/)) return isMutex ? 'lockQueued' : 'lockPending';
  // Once it is signalled, it waits for the lock of the Cond.
  if (isMutex && isOf(/^sync\.\(\*Cond\)\.Wait$/)) return 'mutex';
  for (const [kind, pattern] of rules.slice(1)) if (isOf(pattern)) return kind;
  if (isMutex) return 'mutex';
  const known = states.find(([pattern]) => pattern.test(reason));
  if (known !== undefined) return known[1];
  if (stateClass === 'runtime' || stateClass === 'idle') return 'runtime';
  return 'unknown';
}
