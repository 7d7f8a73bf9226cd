import { type Expr, type Func, initialValue } from '../../facts/code';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import { contextFunction } from './contexts';
import type { KeyOf, ObjectClasses } from './objectClasses';
import { outsideSenders } from './outsideSenders';

/** Packages whose results only this program serves, or whose timers are known. */
const known = /^(?:time|sync|golang\.org\/x\/sync\/\w+)\./;

/**
 * Keys of what code that was not read serves: what a function gets from a call of such code, such as a library's channel, and
 * what it passes to a function that keeps it to send on.
 */
export function* outsideKeys(
  func: Func,
  program: Program,
  classes: ObjectClasses,
  keyOf: KeyOf,
): Generator<string> {
  const isUnread = (value: Expr): boolean => {
    if (value.kind !== 'call' || value.call.callee.kind !== 'field') return false;
    const { call } = value;
    if (program.targets(call, func).length > 0 || keyOf(value, func) !== undefined) return false;
    if (contextFunction(call, func, program) !== undefined) return false;
    const callee = keyOf(call.callee, func);
    return callee === undefined || (!known.test(callee) && classes.functionsOf(callee).length === 0);
  };
  for (const step of stepsIn(func.body)) {
    if (step.kind === 'call' && step.call.callee.kind === 'field') {
      const position = outsideSenders.get(keyOf(step.call.callee, func) ?? '');
      const channel = position === undefined ? undefined : step.call.args[position];
      const key = channel && keyOf(channel, func);
      if (key !== undefined) yield key;
    }
    if (step.kind !== 'assign') continue;
    for (const [index, target] of step.targets.entries()) {
      const { value } = initialValue(step.values, step.targets.length, index);
      const key = value && isUnread(value) ? keyOf(target, func) : undefined;
      if (key !== undefined) yield key;
    }
  }
}
