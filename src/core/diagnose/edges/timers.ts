import { callIn, calledName } from '../../facts/calls';
import { covers, type Func, type Step } from '../../facts/code';
import { alternativesIn, stepsIn } from '../../facts/steps';
import type { Edges } from './edges';
import type { Party } from '../parties/party';
import type { Want } from './waitsFor';

/**
 * Whether a party waits for a ticker or timer that it has stopped itself, or that another party, which stands after that
 * call, has stopped. The only one of its kind in both places is the same one.
 */
export function isStopped(edges: Edges, party: Party, { resource }: Want): boolean {
  if (party.waitMinutes.max === 0 || resource === undefined) return false;
  const isOf = (name: string) => (step: Step, func: Func) => isCallOn(edges, resource.key, name, step, func);
  const isStop = isOf('Stop');
  const isCall = isOf('Reset');
  const isSet = (step: Step, func: Func) => isAssignmentTo(edges, resource.key, step, func);
  const isReset = (step: Step, func: Func) => isCall(step, func) || isSet(step, func);
  const site = party.code[party.wait.site ?? 0];
  // Set at one place, it is the one that was stopped.
  const setters = functionsWith(edges, isSet);
  const resetters = [...functionsWith(edges, isCall), ...(setters.length > 1 ? setters : [])].filter(
    (func) => func !== site?.func,
  );
  if (resetters.length > 0) return false;
  if (site !== undefined && isLastBefore(site.func, site.line, isStop, isReset)) return true;
  const stoppers = edges.parties.filter((other) =>
    other.code.some((each) => each !== undefined && isLastBefore(each.func, each.line, isStop, isReset)),
  );
  return party.count === 1 && stoppers.length === 1 && stoppers[0]!.count === 1;
}

function functionsWith({ program }: Edges, isIt: (step: Step, func: Func) => boolean): readonly Func[] {
  return program.functions.filter((func) => stepsIn(func.body).some((step) => isIt(step, func)));
}

/** Whether the code has surely stopped it before the line, and not reset it since. */
function isLastBefore(
  func: Func,
  line: number,
  isStop: (step: Step, func: Func) => boolean,
  isReset: (step: Step, func: Func) => boolean,
): boolean {
  const stop = passedBefore(func.body, line).findLast((step) => isStop(step, func));
  return (
    stop !== undefined &&
    !stepsIn(func.body).some((step) => stop.line <= step.line && step.endLine < line && isReset(step, func))
  );
}

/** The steps that have surely run before the line, in the same turn of the loops around it. */
export function passedBefore(list: readonly Step[], line: number): readonly Step[] {
  const at = list.findIndex((step) => step.endLine >= line);
  const passed = list.slice(0, at < 0 ? list.length : at);
  const inside = at < 0 ? undefined : listsIn(list[at]!).find((inner) => isAround(inner, line));
  return inside === undefined ? passed : [...passed, ...passedBefore(inside, line)];
}

function isAround(list: readonly Step[], line: number): boolean {
  return list.some((step) => covers(step, line));
}

function listsIn(step: Step): readonly (readonly Step[])[] {
  return step.kind === 'loop' ? [step.body] : alternativesIn(step);
}

/** Whether a step calls the method of the timer whose channel has the key. */
function isCallOn(
  { holds: { identities } }: Edges,
  key: string,
  name: string,
  step: Step,
  func: Func,
): boolean {
  const call = callIn(step);
  if (call === undefined || step.kind === 'defer' || calledName(call) !== name) return false;
  return call.callee.kind === 'field' && `${identities.resource(call.callee.of, func)?.key}.C` === key;
}

/** Whether a step sets the variable or field of the timer whose channel has the key. */
function isAssignmentTo({ holds: { identities } }: Edges, key: string, step: Step, func: Func): boolean {
  if (step.kind !== 'assign') return false;
  return step.targets.some((target) => `${identities.resource(target, func)?.key}.C` === key);
}
