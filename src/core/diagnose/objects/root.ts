import { argumentFor, callOf } from '../../facts/calls';
import type { Expr, Func, Variable } from '../../facts/code';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import type { Party } from '../parties/party';

/** Maximum number of calls followed from a parameter to its argument. */
const maxCalls = 30;

/**
 * The variable at the root of an expression of a frame, with the fields that the expression selects. Receivers and
 * parameters are followed to the arguments in the calling frames. Two expressions of one goroutine with the same result
 * refer to the same object.
 */
export function rootIn(party: Party, frame: number, expr: Expr, program: Program): string | undefined {
  let index = frame;
  let current = expr;
  let path = '';
  for (let n = 0; n < maxCalls; n++) {
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
    if (variable.value?.kind === 'name' && variable.part === 'value') {
      current = variable.value; // `same := other`
      continue;
    }
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

/** Whether the variable may refer to another object at another line: it is of a loop, or is assigned again. */
function isReassigned({ body }: Func, { name, part }: Variable): boolean {
  if (part === 'element' || part === 'key') return true;
  let assignments = 0;
  for (const step of stepsIn(body)) {
    if (step.kind !== 'assign') continue;
    if (step.targets.some((target) => target.kind === 'name' && target.name === name)) assignments++;
  }
  return assignments > 1;
}
