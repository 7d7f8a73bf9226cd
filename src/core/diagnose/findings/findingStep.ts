import type { Edges } from '../edges/edges';
import type { FindingStep, StepRole } from './finding';
import { type Party, shownFrame } from '../parties/party';
import { waitCode } from '../edges/waitsFor';

/** How a party appears in a finding. */
function step(edges: Edges, party: Party, role: StepRole): FindingStep {
  const shown = shownFrame(party);
  const frame = party.stack.frames[shown];
  const [want] = edges.wants.get(party)!;
  const target = party.code[shown];
  return {
    role,
    goroutines: party.members,
    count: party.count,
    function: frame?.function ?? '',
    file: frame?.file ?? '',
    line: frame?.line ?? 0,
    target: target && { uri: target.uri, line: target.line },
    waitsFor: want && {
      kind: want.kind,
      expr: want.text,
      address: want.address,
      // Only if it is in the file of the target: another frame's line would not be.
      line: target === undefined || target === waitCode(party) ? want.line : target.line,
    },
    holds: edges.held.get(party)!.map(({ hold, address }) => ({
      expr: hold.resource.text,
      address,
      uri: hold.uri,
      line: hold.line,
      mode: hold.mode,
      isDeferred: hold.isDeferred,
    })),
  };
}

/** Maximum number of steps of one role, or of rejected candidates, that a finding lists. */
export const maxListed = 20;

/** The steps of the first `maxListed` parties. */
export function stepsOf(
  edges: Edges,
  parties: readonly Party[],
  role: StepRole | ((party: Party) => StepRole),
): readonly FindingStep[] {
  return parties
    .slice(0, maxListed)
    .map((party) => step(edges, party, typeof role === 'string' ? role : role(party)));
}

/** How many parties that wait, or are part of a cycle, a finding does not list. */
export function omittedOf(parties: readonly Party[]): number {
  return Math.max(0, parties.length - maxListed);
}

/** How many goroutines the parties stand for. */
export function goroutineCount(parties: readonly Party[]): number {
  return parties.reduce((sum, { count }) => sum + count, 0);
}
