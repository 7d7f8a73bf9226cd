import { calledName } from '../facts/calls';
import type { Edges } from './edges';
import type { Party } from './party';
import type { Want } from './waitsFor';

/**
 * Whether a party waits for a ticker or timer that another party has stopped, which stands behind that call. The only one of
 * its kind in both places is the same one.
 */
export function isStopped(
  { parties, holds: { identities } }: Edges,
  party: Party,
  { resource }: Want,
): boolean {
  if (party.count !== 1 || party.waitMinutes.max === 0 || resource === undefined) return false;
  const stoppers = parties.filter(({ code }) =>
    code.some((each) =>
      // Steps of the body itself, not of its branches and loops, are past for sure.
      each?.func.body.some(
        (step) =>
          step.kind === 'call' &&
          step.endLine < each.line &&
          calledName(step.call) === 'Stop' &&
          step.call.callee.kind === 'field' &&
          `${identities.resource(step.call.callee.of, each.func)?.key}.C` === resource.key,
      ),
    ),
  );
  return stoppers.length === 1 && stoppers[0]!.count === 1;
}
