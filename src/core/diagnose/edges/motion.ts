import { callIn } from '../../facts/calls';
import type { Func } from '../../facts/code';
import { stepsIn } from '../../facts/steps';
import { type CodeContext, operationOf } from '../code/callees';
import type { Party } from '../parties/party';
import type { Want } from './waitsFor';

interface Known {
  readonly parties: readonly Party[];
  readonly wants: ReadonlyMap<Party, readonly Want[]>;
  readonly holds: CodeContext;
}

/** Whether a goroutine runs in a function that takes the lock: it may just have got it, or be about to. */
export function isInMotion({ parties, wants, holds }: Known, key: string): boolean {
  return parties.some(
    (party) =>
      party.state.class === 'running' &&
      (wants.get(party)!.some(({ resource }) => resource?.key === key) ||
        party.code.some((code) => code !== undefined && takes(code.func, key, holds))),
  );
}

function takes(func: Func, key: string, context: CodeContext): boolean {
  return stepsIn(func.body).some((step) => {
    const call = callIn(step);
    const own = call && operationOf(call, func, context);
    return (own?.operation === 'lock' || own?.operation === 'rlock') && own.resource?.key === key;
  });
}
