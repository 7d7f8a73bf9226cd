import { callIn } from '../facts/calls';
import type { Expr, Func } from '../facts/code';
import { methodCall } from '../facts/methodValue';
import { stepsIn } from '../facts/steps';
import type { Edges } from './edges';
import { closedPackages, isAtOnce } from './entries';
import { keyOf } from './operations';

/**
 * Whether a channel, WaitGroup or Cond escapes to code that was not read: it, or a function that uses it, is passed to a
 * function without source. Any goroutine may serve it then. So it may if the package returns the channel to others, and its
 * type allows one of the operations.
 *
 * @param serving as `send key`
 */
export function escapes(edges: Edges, key: string, serving: readonly string[]): boolean {
  let found = escaping.get(edges);
  if (found === undefined)
    escaping.set(edges, (found = { keys: findKeys(edges), returned: returned(edges) }));
  return found.keys.has(key) || serving.some((operation) => found.returned.has(operation));
}

interface Escaping {
  readonly keys: ReadonlySet<string>;
  /** Operations that other packages may do, as `send key`. */
  readonly returned: ReadonlySet<string>;
}

const escaping = new WeakMap<Edges, Escaping>();

/** What other packages may do with the channels that exported functions and methods return. */
function returned({ program, parties, holds: { identities } }: Edges): ReadonlySet<string> {
  const closed = closedPackages(parties);
  const operations = new Set<string>();
  for (const func of [...program.all].flatMap(({ functions }) => functions)) {
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
  }
  return operations;
}

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
        if (program.targets(call, func).length > 0 || isAtOnce(call, func, program)) continue;
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
