import type { Edges } from './edges';
import type { FindingStep, StepRole } from './finding';
import { type Party, shownFrame } from './party';

/** How a party appears in a finding. */
export function step(edges: Edges, party: Party, role: StepRole): FindingStep {
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
    waitsFor: want && { kind: want.kind, expr: want.text, address: want.address, line: want.line },
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
