import { argumentFor, callOf } from '../../facts/calls';
import type { Call, Expr, Func } from '../../facts/code';
import type { Party } from '../parties/party';

/** The variable that an expression begins with: `p` of `p.queue.done`; undefined if it does not begin with one. */
export function rootOf(expr: Expr): string | undefined {
  let base = expr;
  while (base.kind === 'field') base = base.of;
  return base.kind === 'name' ? base.name : undefined;
}

/**
 * What a calling function has for an expression of the called one, which begins with a receiver, a parameter, or a variable
 * of a function around it; undefined if the caller has no name for it.
 */
export function nameInCaller(expr: Expr, call: Call, called: Func, caller: Func): Expr | undefined {
  const root = rootOf(expr);
  if (root === undefined) return undefined;
  const isPassed = called.receiver?.name === root || called.params.some(({ name }) => name === root);
  if (!isPassed) return isInside(called, caller) ? expr : undefined;
  const passed = argumentFor(root, call, called);
  return passed && withRoot(expr, passed);
}

/**
 * What a frame's expression is called where its variable comes from, with the function there: receivers and parameters are
 * followed to the arguments in the calling frames. Undefined if it is not known.
 */
export function nameInOwner(
  { code }: Party,
  frame: number,
  expr: Expr,
): { readonly expr: Expr; readonly func: Func } | undefined {
  let current: Expr | undefined = expr;
  for (let index = frame; current !== undefined; index++) {
    const func: Func | undefined = code[index]?.func;
    const root = rootOf(current);
    if (func === undefined || root === undefined) return undefined;
    if (func.variables.has(root)) return { expr: current, func };
    const caller = code[index + 1];
    const call = caller && callOf(func, caller.func, caller.line);
    current = call && nameInCaller(current, call, func, caller.func);
  }
  return undefined;
}

function withRoot(expr: Expr, root: Expr): Expr {
  return expr.kind === 'field' ? { ...expr, of: withRoot(expr.of, root) } : root;
}

/** Whether a literal is in the function, so that it has its variables. */
function isInside({ outer }: Func, func: Func): boolean {
  return outer !== undefined && (outer === func || isInside(outer, func));
}
