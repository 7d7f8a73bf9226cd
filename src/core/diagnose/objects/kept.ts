import { callIn, callOf } from '../../facts/calls';
import { covers, type Expr, type Func, type Step, type Variable } from '../../facts/code';
import { stepsIn } from '../../facts/steps';
import type { Resource } from './identity';
import type { Party } from '../parties/party';

/** Maximum nesting of expressions and literals in which a name is searched for. */
const maxNesting = 12;

/**
 * The variable that a step's channel is, or is a field of, if the function has made its value: `request` for
 * `<-request.reply`.
 */
export function madeFor(step: Step, func: Func): string | undefined {
  if (step.kind !== 'send' && step.kind !== 'receive') return undefined;
  let base = step.channel;
  while (base.kind === 'field') base = base.of;
  if (base.kind !== 'name') return undefined;
  const variable = func.variables.get(base.name);
  return variable !== undefined && isMade(variable) && !isSetAgain(base.name, func) ? base.name : undefined;
}

/** Whether a variable is set in another place than where it is declared. */
function isSetAgain(name: string, { body }: Func): boolean {
  const isIt = (expr: Expr) => expr.kind === 'name' && expr.name === name;
  return stepsIn(body).filter((step) => step.kind === 'assign' && step.targets.some(isIt)).length > 1;
}

function isMade({ value, part }: Variable): boolean {
  return part === 'value' && (value?.kind === 'value' || value?.kind === 'channel');
}

/**
 * The function of whose calls each has its own object by the name of a local variable: not if the variable is only another
 * name for what is in a list, map or field, or comes from elsewhere.
 */
export function ownerOf({ local, isParameter, text }: Resource): Func | undefined {
  if (local === undefined || isParameter) return undefined;
  const variable = local.variables.get(/^[\p{L}\p{N}_]+/u.exec(text)?.[0] ?? '');
  const isDeclaredOnly = variable?.value === undefined && variable?.type.kind !== 'chan';
  return variable === undefined || isDeclaredOnly || isMade(variable) ? local : undefined;
}

/** Whether a call in a loop is about what each turn takes from somewhere, such as the connection of the next request. */
export function isOfTurn(step: Step, func: Func): boolean {
  const call = callIn(step);
  if (call === undefined) return false;
  const loops = stepsIn(func.body).filter((loop) => loop.kind === 'loop' && covers(loop, step.line));
  return [...func.variables.values()].some(
    ({ name, line }) =>
      loops.some((loop) => covers(loop, line)) &&
      (mentions(call.callee, name) || call.args.some((arg) => mentions(arg, name))),
  );
}

/**
 * Whether a party that waits has not yet given away what a frame's variable is: it stands at the first statement that does,
 * as one that sends a request does.
 */
export function isKept(party: Party, frame: number, name: string): boolean {
  const code = party.code[frame];
  if (code === undefined) return false;
  const { func, line } = code;
  const declared = func.variables.get(name)?.line ?? func.line;
  const steps = stepsIn(func.body);
  const isRepeated = (step: Step) =>
    steps.some(
      (loop) => loop.kind === 'loop' && covers(loop, line) && covers(loop, step.line) && declared < loop.line,
    );
  const isPast = (step: Step) => step.endLine < line || isRepeated(step);
  if (steps.some((step) => isPast(step) && givesAway(step, name))) return false;
  if (frame === (party.wait.site ?? 0)) {
    return steps.every(
      (step) =>
        !covers(step, line) || step.kind === 'send' || callIn(step) === undefined || !givesAway(step, name),
    );
  }
  const called = party.code[frame - 1]?.func;
  const call = called && callOf(called, func, line);
  const position = call?.args.findIndex((arg) => arg.kind === 'name' && arg.name === name) ?? -1;
  const param = called?.params[position];
  return param !== undefined && isKept(party, frame - 1, param.name);
}

/** Whether others may have the variable's value after the step. */
function givesAway(step: Step, name: string): boolean {
  switch (step.kind) {
    case 'send':
      return mentions(step.value, name);
    case 'assign':
      return step.values.some((value) => mentions(value, name));
    case 'call':
    case 'go':
    case 'defer':
      return mentions(step.call.callee, name) || step.call.args.some((arg) => mentions(arg, name));
    case 'leave':
      return step.values.some((value) => mentions(value, name));
    default:
      return false;
  }
}

function mentions(expr: Expr, name: string, nesting = 0): boolean {
  if (nesting > maxNesting) return true;
  const inner = (each: Expr) => mentions(each, name, nesting + 1);
  switch (expr.kind) {
    case 'name':
      return expr.name === name;
    case 'field':
    case 'index':
    case 'copy':
      return inner(expr.of);
    case 'receive':
      return inner(expr.channel);
    case 'call':
      return inner(expr.call.callee) || expr.call.args.some(inner);
    case 'value':
      return expr.fields.some(([, value]) => inner(value));
    case 'function':
      return stepsIn(expr.func.body).some((step) => uses(step, name, nesting + 1));
    default:
      return false;
  }
}

/** Whether a step of a function literal uses the variable. */
function uses(step: Step, name: string, nesting: number): boolean {
  const isIt = (expr: Expr) => mentions(expr, name, nesting);
  switch (step.kind) {
    case 'send':
      return isIt(step.channel) || isIt(step.value);
    case 'receive':
    case 'close':
      return isIt(step.channel);
    case 'loop':
      return step.over !== undefined && isIt(step.over);
    case 'assign':
      return [...step.targets, ...step.values].some(isIt);
    case 'leave':
      return step.values.some(isIt);
    case 'call':
    case 'go':
    case 'defer':
      return isIt(step.call.callee) || step.call.args.some(isIt);
    default:
      return false;
  }
}
