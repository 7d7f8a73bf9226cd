import type { Func, Step } from '../../facts/code';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import { calleesOf, operationOf } from './callees';
import type { Identities } from '../objects/identity';
import type { Party } from '../parties/party';

/**
 * Whether a party itself reaches a call of Done on a WaitGroup: deferred, or after the place where it stands. What it
 * starts goroutines for, or does in the next turn of a loop, is for another Wait.
 *
 * @param key of the WaitGroup
 * @param first index of the first frame that counts
 */
export function owesDone(
  { code }: Party,
  key: string,
  first: number,
  context: { readonly program: Program; readonly identities: Identities },
): boolean {
  const called = new Set<Func>();
  const isDone = (step: Step, func: Func): boolean => {
    if (step.kind !== 'call' && step.kind !== 'defer') return false;
    const { call } = step;
    const own = operationOf(call, func, context);
    if (own !== undefined) return own.operation === 'done' && own.resource?.key === key;
    return calleesOf(call, func, context).some((target) => {
      if (called.has(target)) return false;
      called.add(target);
      return stepsIn(target.body).some((inner) => isDone(inner, target));
    });
  };
  return code.some(
    (each, frame) =>
      each !== undefined &&
      frame >= first &&
      stepsIn(each.func.body).some(
        (step) => (step.kind === 'defer' || step.line > each.line) && isDone(step, each.func),
      ),
  );
}
