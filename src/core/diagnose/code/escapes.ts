import { callIn } from '../../facts/calls';
import type { Call, Expr, Func, Step } from '../../facts/code';
import { methodCall } from '../../facts/methodValue';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import { isAtOnce } from './entries';
import type { Identities, Resource } from '../objects/identity';
import type { InParts } from '../inParts';
import { keyOf, type Operations } from './operations';
import { valuesOutside } from './outsideValues';

/** What code that was not read can do with channels, WaitGroups and Conds of the program. */
export interface Escaping {
  /** Keys of those that are passed to a function without source, or that code passed to such a function uses. */
  readonly keys: ReadonlySet<string>;
  /**
   * Operations, as `send key`, that other packages may do on channels that are returned to them, those on channels whose
   * owner's type is not known, and those of functions to which calls are not followed.
   */
  readonly perhaps: ReadonlySet<string>;
}

interface Known {
  readonly program: Program;
  readonly holds: { readonly identities: Identities };
  readonly escaping: Escaping;
}

/**
 * Whether any goroutine may serve a channel, WaitGroup or Cond, because it escapes to code that was not read or is not known.
 *
 * @param serving as `send key`
 */
export function escapes(
  { program, holds: { identities }, escaping }: Known,
  { key, text, local }: Resource,
  serving: readonly string[],
): boolean {
  const name = text.slice(text.lastIndexOf('.') + 1);
  return (
    escaping.keys.has(key) ||
    serving.some((operation) => escaping.perhaps.has(operation)) ||
    identities.isInInterface(key) ||
    (local === undefined && program.mayUseUnread(name))
  );
}

/** @param closed packages that no other package can import */
export function* findEscaping(
  program: Program,
  operations: Operations,
  identities: Identities,
  closed: ReadonlySet<string>,
): InParts<Escaping> {
  const keys = yield* passedKeys(program, operations, identities);
  const returned = yield* returnedOperations(program, identities, closed);
  const unnamed = yield* unnamedOperations(program, identities);
  const notFollowed = program.functions
    .filter((func) => identities.isNotFollowed(func))
    .flatMap((func) => [...operations.operationsIn(func).keys()]);
  return { keys, perhaps: new Set([...returned, ...unnamed, ...notFollowed]) };
}

/** What other packages may do with the channels that exported functions and methods return. */
function* returnedOperations(
  program: Program,
  identities: Identities,
  closed: ReadonlySet<string>,
): InParts<ReadonlySet<string>> {
  const operations = new Set<string>();
  for (const func of program.functions) {
    if (!/^\p{Lu}/u.test(func.name) || closed.has(func.pkg)) continue;
    func.results.forEach((type, index) => {
      const channel = program.underlying(type);
      if (channel.kind !== 'chan') return;
      for (const step of stepsIn(func.body)) {
        const value = step.kind === 'leave' ? step.values[index] : undefined;
        const key = value && identities.resource(value, func)?.key;
        if (key === undefined) continue;
        if (channel.only !== 'send') operations.add(`receive ${key}`);
        if (channel.only !== 'receive') operations.add(`send ${key}`).add(`close ${key}`);
      }
    });
    yield;
  }
  return operations;
}

/** What code does with fields of unknown types: with those of all types that have a field of that name. */
function* unnamedOperations(program: Program, identities: Identities): InParts<ReadonlySet<string>> {
  const operations = new Set<string>();
  for (const func of program.functions) {
    for (const step of stepsIn(func.body)) {
      const [operation, object] = operationIn(step) ?? [];
      if (object?.kind !== 'field' || identities.resource(object, func) !== undefined) continue;
      for (const key of identities.fieldsNamed(object.name)) operations.add(`${operation} ${key}`);
    }
    yield;
  }
  return operations;
}

/** The operation of a step, as far as names tell, and what it is on. */
function operationIn(step: Step): readonly [operation: string, object: Expr] | undefined {
  if (step.kind === 'send' || step.kind === 'receive' || step.kind === 'close')
    return [step.kind, step.channel];
  if (step.kind === 'loop') return step.over && ['receive', step.over];
  const callee = callIn(step)?.callee;
  if (callee?.kind !== 'field') return undefined;
  if (callee.name === 'Done') return ['done', callee.of];
  return callee.name === 'Signal' || callee.name === 'Broadcast' ? ['signal', callee.of] : undefined;
}

function* passedKeys(
  program: Program,
  operations: Operations,
  identities: Identities,
): InParts<ReadonlySet<string>> {
  const keys = new Set<string>();
  const add = (passed: Expr, func: Func) => {
    const arg = program.conversionIn(passed, func) ?? passed;
    if (arg.kind === 'function') {
      for (const operation of operations.operationsIn(arg.func).keys()) keys.add(keyOf(operation));
    } else if (arg.kind === 'value') {
      for (const [, value] of arg.fields) add(value, func);
    } else if (arg.kind === 'name' || arg.kind === 'field') {
      const values = program.functionsNamed(arg, func).filter((value) => methodCall(value) !== undefined);
      for (const given of [...values, ...identities.functionsIn(arg, func)])
        for (const operation of operations.operationsIn(given).keys()) keys.add(keyOf(operation));
      for (const key of identities.cancelled(arg, func)) keys.add(key);
      const resource = identities.resource(arg, func);
      if (resource !== undefined) keys.add(resource.key);
    }
  };
  for (const { functions } of program.all) {
    for (const func of functions) {
      for (const step of stepsIn(func.body)) {
        for (const value of valuesOutside(step, func, program)) add(value, func);
        const call = callIn(step);
        if (call === undefined || call.args.length === 0) continue;
        if (call.callee.kind === 'function' || isBuiltin(call.callee)) continue;
        if (program.converted(call, func) !== undefined) continue;
        if (isFollowed(call, func, program, identities) || isAtOnce(call, func, program)) continue;
        for (const arg of call.args) add(arg, func);
      }
      yield;
    }
  }
  return keys;
}

/** Whether the functions that a call may run were read, also if they are in a variable that only code of the program sets. */
function isFollowed(call: Call, func: Func, program: Program, identities: Identities): boolean {
  return program.targets(call, func).length > 0 || identities.functionsIn(call.callee, func).length > 0;
}

const builtins = new Set(['len', 'cap', 'close', 'append', 'print', 'println']);

function isBuiltin(callee: Expr): boolean {
  return callee.kind === 'name' && builtins.has(callee.name);
}
