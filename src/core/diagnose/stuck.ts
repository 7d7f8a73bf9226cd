import type { Edge } from './edge';
import type { Edges } from './edges';
import type { Party } from './party';
import type { Want } from './waitsFor';

/** Parties that nothing in the dump can unblock: each waits for others that are stuck too. */
export function stuckParties(edges: Edges): ReadonlySet<Party> {
  const stuck = new Set(edges.parties.filter((party) => edges.of(party).length > 0));
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const party of stuck) {
      if (isHeldUp(party, edges, stuck)) continue;
      stuck.delete(party);
      isChanged = true;
    }
  }
  return stuck;
}

/** Whether a wait cannot end while the given parties are stuck. */
function isHeldUp(party: Party, edges: Edges, stuck: ReadonlySet<Party>): boolean {
  const wants = edges.wants.get(party)!;
  const isLong = party.waitMinutes.max > 0;
  return wants.every((want) => {
    if (isLong && isWayOut(edges, party, want)) return true; // another one has an edge
    if (want.endedBy !== 'goroutine') return false;
    const own = edges.of(party).filter((edge) => edge.want === want);
    if (own.length === 0) return false; // no party is known: any goroutine may end it
    return needsAll(own[0]!) ? own.some(({ to }) => stuck.has(to)) : own.every(({ to }) => stuck.has(to));
  });
}

/**
 * Whether a case of a select only ends it, and nobody in the dump comes to that: a context, or a channel on which nothing is
 * ever sent.
 */
export function isWayOut(edges: Edges, party: Party, want: Want): boolean {
  const { kind, resource, endedBy } = want;
  if (party.wait.kind !== 'select' || kind !== 'receive') return false;
  if (endedBy === 'context' || endedBy === 'nobody') return true;
  return (
    endedBy === 'goroutine' &&
    resource !== undefined &&
    !edges.of(party).some((edge) => edge.want === want) &&
    !edges.operations.isAnywhere([`send ${resource.key}`])
  );
}

/** A lock is free when all that hold it have released it; a channel is served by any one. */
function needsAll({ why }: Edge): boolean {
  return why !== 'receives' && why !== 'sends' && why !== 'signals' && why !== 'releases';
}

/** The inner edges of each strongly connected component of stuck parties, by Tarjan's algorithm. */
export function cycles(edges: Edges, stuck: ReadonlySet<Party>): readonly (readonly Edge[])[] {
  const index = new Map<Party, number>();
  const low = new Map<Party, number>();
  const open: Party[] = [];
  const isOpen = new Set<Party>();
  const found: Edge[][] = [];
  const inside = (party: Party) => edges.of(party).filter(({ to }) => stuck.has(to));
  const visit = (party: Party): void => {
    index.set(party, index.size);
    low.set(party, index.get(party)!);
    open.push(party);
    isOpen.add(party);
    for (const { to } of inside(party)) {
      if (!index.has(to)) {
        visit(to);
        low.set(party, Math.min(low.get(party)!, low.get(to)!));
      } else if (isOpen.has(to)) {
        low.set(party, Math.min(low.get(party)!, index.get(to)!));
      }
    }
    if (low.get(party) !== index.get(party)) return;
    const component = new Set(open.splice(open.lastIndexOf(party)));
    for (const each of component) isOpen.delete(each);
    const own = [...component].flatMap((each) => inside(each).filter(({ to }) => component.has(to)));
    if (own.length > 0) found.push(own);
  };
  for (const party of stuck) if (!index.has(party)) visit(party);
  return found;
}
