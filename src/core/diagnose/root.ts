import { argumentFor, callOf } from '../facts/calls';
import type { Expr, Func, Variable } from '../facts/code';
import type { Program } from '../facts/program';
import { stepsIn } from '../facts/steps';
import type { Party } from './party';

/** Calls that are followed from a parameter to what is passed for it. */
const mostCalls = 30;

/**
 * The variable that an expression of a frame begins with, followed out of the frame's function through its receiver and its
 * parameters to the frames that have called it. Two expressions of one goroutine with the same result mean the same object.
 */
export function rootIn(party: Party, frame: number, expr: Expr, program: Program): string | undefined {
  let index = frame;
  let current = expr;
  let path = '';
  for (let n = 0; n < mostCalls; n++) {
    const func = party.code[index]?.func;
    if (func === undefined) return undefined;
    while (current.kind === 'field') {
      path = `.${current.name}${path}`;
      current = current.of;
    }
    if (current.kind !== 'name') return undefined;
    const { name } = current;
    const found = program.variable(name, func);
    if (found === undefined) return `${func.pkg}.${name}${path}`; // a package, and its variable
    const { variable, owner } = found;
    if (owner === undefined) return `${func.pkg}.${name}${path}`;
    if (owner !== func) {
      // A variable of the function around a literal, which may have returned.
      const outer = party.code.findIndex((code, at) => at > index && code?.func === owner);
      if (outer < 0) return `${owner.uri}:${variable.line}:${name}${path}`;
      index = outer;
      continue;
    }
    const passed = passedFrom(party, index, func, name);
    if (passed === undefined && isReassigned(func, variable)) return undefined;
    if (passed === undefined) return `${owner.uri}:${variable.line}:${name}@${index}${path}`;
    current = passed;
    index++;
  }
  return undefined;
}

/** What the calling frame passes for a function's receiver or parameter. */
function passedFrom(party: Party, index: number, func: Func, name: string): Expr | undefined {
  const caller = party.code[index + 1];
  const call = caller && callOf(func, caller.func, caller.line);
  return call && argumentFor(name, call, func);
}

/** Whether the variable may be another object at another line: of a loop, or assigned again. */
function isReassigned({ body }: Func, { name, part }: Variable): boolean {
  if (part === 'element') return true;
  let assignments = 0;
  for (const step of stepsIn(body)) {
    if (step.kind !== 'assign') continue;
    if (step.targets.some((target) => target.kind === 'name' && target.name === name)) assignments++;
  }
  return assignments > 1;
}
