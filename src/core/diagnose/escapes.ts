import type { Expr, Func } from '../facts/code';
import { stepsIn } from '../facts/steps';
import type { Edges } from './edges';

/**
 * Whether a local channel, WaitGroup or Cond escapes to code that was not read: it, or a function literal that uses it, is
 * passed to a function without source. Any goroutine may serve it then.
 */
export function escapes(edges: Edges, key: string): boolean {
  const known = answers.get(edges) ?? new Map<string, boolean>();
  answers.set(edges, known);
  let answer = known.get(key);
  if (answer === undefined) known.set(key, (answer = find(edges, key)));
  return answer;
}

const answers = new WeakMap<Edges, Map<string, boolean>>();

function find(edges: Edges, key: string): boolean {
  const { program } = edges;
  const { identities } = edges.holds;
  const isIt = (expr: Expr, func: Func): boolean => {
    if (expr.kind === 'function') return usesKey(edges, expr.func, key);
    if (expr.kind !== 'name' && expr.kind !== 'field') return false;
    return identities.resource(expr, func)?.key === key;
  };
  for (const { functions } of program.all) {
    for (const func of functions) {
      for (const step of stepsIn(func.body)) {
        if (step.kind !== 'call' && step.kind !== 'go' && step.kind !== 'defer') continue;
        const { call } = step;
        if (!call.args.some((arg) => isIt(arg, func))) continue;
        if (
          program.targets(call, func).length === 0 &&
          call.callee.kind !== 'function' &&
          !isBuiltin(call.callee)
        )
          return true;
      }
    }
  }
  return false;
}

const builtins = new Set(['len', 'cap', 'close', 'append', 'print', 'println']);

function isBuiltin(callee: Expr): boolean {
  return callee.kind === 'name' && builtins.has(callee.name);
}

function usesKey(edges: Edges, func: Func, key: string): boolean {
  for (const operation of edges.operations.operationsIn(func).keys())
    if (operation.endsWith(` ${key}`)) return true;
  return false;
}
