import type { Call, Expr, Func, Variable } from './code';
import { guessedType, type TypedFields } from './guessedType';
import { type GoType, pointedTo, unknownType } from './goType';
import { lockPackages, type SyncOperation, waitingTypes } from './syncTypes';

export interface SyncCall {
  readonly operation: SyncOperation;
  /** The lock, WaitGroup, Cond or Once itself. */
  readonly object: Expr;
}

/** What reading a call needs to know of the program around it. */
interface Surroundings extends TypedFields {
  underlying(type: GoType): GoType;
  variable(name: string, func: Func): { readonly variable: Variable } | undefined;
  targets(call: Call, func: Func): readonly Func[];
  /** The name of a struct's embedded lock. */
  embeddedLock(type: GoType): string | undefined;
  /** The types of the program that are locks themselves. */
  readonly lockWrappers: { has(type: GoType): boolean };
}

const operations: Readonly<Record<string, SyncOperation>> = {
  Lock: 'lock',
  RLock: 'rlock',
  Unlock: 'unlock',
  RUnlock: 'runlock',
  Wait: 'wait',
  Done: 'done',
  Add: 'add',
  Go: 'add',
  Signal: 'signal',
  Broadcast: 'signal',
  Do: 'once',
};

/** The types of package sync that have the methods of an operation. */
const types: Readonly<Record<SyncOperation, readonly string[]>> = {
  lock: ['Mutex', 'RWMutex', 'Locker'],
  unlock: ['Mutex', 'RWMutex', 'Locker'],
  rlock: ['RWMutex'],
  runlock: ['RWMutex'],
  wait: ['WaitGroup', 'Cond'],
  condWait: ['Cond'],
  done: ['WaitGroup'],
  add: ['WaitGroup'],
  signal: ['Cond'],
  once: ['Once'],
  acquire: [],
  release: [],
};
/** Operations whose methods have names that other types rarely use: a call is one even if the type is unknown. */
const unmistakable = new Set<SyncOperation>(['lock', 'unlock', 'rlock', 'runlock', 'signal']);

/** Names of all methods of `waitingTypes`. */
const waitingMethods: ReadonlySet<string> = new Set(
  Object.values(waitingTypes).flatMap((methods) => Object.keys(methods)),
);
/** Names of all methods that may be an operation: few calls have one, and only those need a look at the type. */
const methodNames: ReadonlySet<string> = new Set([...Object.keys(operations), ...waitingMethods]);

/** The operation of a call of a method of package sync or of a package like it, perhaps of an embedded field. */
export function syncCall(call: Call, func: Func, program: Surroundings): SyncCall | undefined {
  const { callee } = call;
  if (callee.kind !== 'field' || !methodNames.has(callee.name)) return undefined;
  const type = pointedTo(program.typeOf(callee.of, func));
  const waiting =
    type.kind === 'named' && waitingMethods.has(callee.name)
      ? waitingTypes[`${type.pkg}.${type.name}`]?.[callee.name]
      : undefined;
  if (waiting !== undefined) return { operation: waiting, object: callee.of };
  if (!Object.hasOwn(operations, callee.name)) return undefined;
  const operation = operations[callee.name]!;
  if (type.kind === 'named' && lockPackages.has(type.pkg)) return ofType(operation, type.name, callee.of);
  if (unmistakable.has(operation) && program.lockWrappers.has(type)) return { operation, object: callee.of };
  const embedded = program.embeddedLock(type);
  if (embedded !== undefined && program.targets(call, func).length === 0) {
    const object: Expr = { kind: 'field', of: callee.of, name: embedded };
    return ofType(operation, embedded, object);
  }
  const isUnknown =
    type.kind === 'unknown' ||
    (type.kind === 'named' && program.underlying(type).kind === 'named' && type.pkg === '');
  const isName = callee.of.kind === 'name' && program.variable(callee.of.name, func) === undefined;
  if (!isUnknown || isName) return undefined;
  if (unmistakable.has(operation)) return call.args.length > 0 ? undefined : { operation, object: callee.of };
  const guessed = callee.of.kind === 'field' ? pointedTo(guessedType(callee.of, func, program)) : unknownType;
  const isKnown = guessed.kind === 'named' && lockPackages.has(guessed.pkg);
  return isKnown ? ofType(operation, guessed.name, callee.of) : undefined;
}

function ofType(operation: SyncOperation, type: string, object: Expr): SyncCall | undefined {
  if (!types[operation].includes(type)) return undefined;
  return { operation: operation === 'wait' && type === 'Cond' ? 'condWait' : operation, object };
}
