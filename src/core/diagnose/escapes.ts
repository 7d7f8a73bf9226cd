import { callIn } from '../facts/calls';
import type { Expr, Func } from '../facts/code';
import { methodCall } from '../facts/methodValue';
import { stepsIn } from '../facts/steps';
import type { Edges } from './edges';
import { keyOf } from './operations';

/**
 * Whether a channel, WaitGroup or Cond escapes to code that was not read: it, or a function that uses it, is passed to a
 * function without source. Any goroutine may serve it then.
 */
export function escapes(edges: Edges, key: string): boolean {
  let keys = escaping.get(edges);
  if (keys === undefined) escaping.set(edges, (keys = findKeys(edges)));
  return keys.has(key);
}

const escaping = new WeakMap<Edges, ReadonlySet<string>>();

function findKeys({ program, operations, holds: { identities } }: Edges): ReadonlySet<string> {
  const keys = new Set<string>();
  const add = (arg: Expr, func: Func) => {
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
        const call = callIn(step);
        if (call === undefined || call.args.length === 0) continue;
        if (call.callee.kind === 'function' || isBuiltin(call.callee)) continue;
        if (program.targets(call, func).length > 0) continue;
        for (const arg of call.args) add(arg, func);
      }
    }
  }
  return keys;
}

const builtins = new Set(['len', 'cap', 'close', 'append', 'print', 'println']);

function isBuiltin(callee: Expr): boolean {
  return callee.kind === 'name' && builtins.has(callee.name);
}
