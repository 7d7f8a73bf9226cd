import { appendTo } from '../../bytes/appendTo';
import type { Edge } from './edge';
import type { Edges } from './edges';
import { escapes } from '../code/escapes';
import type { Resource } from '../objects/identity';
import { servingOperations } from '../code/operations';
import type { InParts } from '../inParts';
import type { Party } from '../parties/party';
import type { Want } from './waitsFor';

/** Parties that nothing in the dump can unblock: each waits for others that are stuck too. */
export function* stuckParties(edges: Edges): InParts<ReadonlySet<Party>> {
  const stuck = new Set(edges.parties.filter((party) => edges.of(party).length > 0));
  const toCheck = new Set(stuck);
  for (const party of toCheck) {
    yield;
    toCheck.delete(party); // if it is added again, it is checked again
    if (isHeldUp(party, edges, stuck)) continue;
    stuck.delete(party);
    for (const { from } of edges.to(party)) if (stuck.has(from)) toCheck.add(from);
  }
  return stuck;
}

/** Whether a wait cannot end while the given parties are stuck. */
function isHeldUp(party: Party, edges: Edges, stuck: ReadonlySet<Party>): boolean {
  const byWant = new Map<Want, Edge[]>();
  for (const edge of edges.of(party)) appendTo(byWant, edge.want, edge);
  const isLong = party.waitMinutes.max > 0;
  return edges.wants.get(party)!.every((want) => {
    // Another one has an edge.
    if (isNeverServed(edges, want) || (isLong && isWayOut(edges, party, want))) return true;
    if (want.endedBy !== 'goroutine') return false;
    const own = byWant.get(want);
    if (own === undefined) return isGivenUp(edges, party, want);
    if (own.every(({ to }) => stuck.has(to))) return true;
    // That it owes the Done of another WaitGroup of the name does not hold it up itself.
    const isOther = ({ to, why }: Edge) => why !== 'owesDone' || to !== party;
    return needsAll(own[0]!) && own.some((edge) => stuck.has(edge.to) && isOther(edge));
  });
}

/**
 * Whether nobody in the dump can serve a case of a select, so that only the others can end it. Who waits for more work may
 * get it from a goroutine that is created later.
 */
export function isGivenUp(edges: Edges, party: Party, want: Want): boolean {
  if (party.wait.kind !== 'select' || want.endedBy !== 'goroutine' || want.resource === undefined)
    return false;
  if (edges.of(party).some((edge) => edge.want === want)) return false;
  return isKnownToTheEnd(edges, want, edges.ofEntries);
}

/**
 * Whether a case of a select only ends it, and nobody in the dump will do so: a context, or a channel on which nothing is
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

/** Whether no code of the program ever does what would end the wait. Other packages may, if the name is exported. */
export function isNeverServed(edges: Edges, { kind, resource, endedBy }: Want): boolean {
  if (endedBy === 'nobody') return true;
  if (endedBy !== 'goroutine' || kind !== 'receive' || resource === undefined) return false;
  const name = resource.text.slice(resource.text.lastIndexOf('.') + 1);
  if (resource.local === undefined && !/^\p{Ll}[\p{L}\p{N}_]*$/u.test(name)) return false;
  const keys = servingKeys(kind, resource);
  return !edges.operations.isAnywhere(keys) && !escapes(edges, resource, keys);
}

/**
 * Whether no code that was not read can end a wait.
 *
 * @param later operations that such code may run
 */
export function isKnownToTheEnd(edges: Edges, want: Want, later: ReadonlySet<string>): boolean {
  const keys = servingKeys(want.kind, want.resource!);
  if (edges.hasUnreadCode || escapes(edges, want.resource!, keys)) return false;
  return !keys.some((key) => later.has(key));
}

/** The operations that end a wait, on what it is for. */
export function servingKeys(kind: Want['kind'], { key }: Resource): readonly string[] {
  return servingOperations[kind]?.map((operation) => `${operation} ${key}`) ?? [];
}

/** A lock is free when all that hold it have released it; any one of its parties can serve a channel. */
function needsAll({ why }: Edge): boolean {
  return why !== 'receives' && why !== 'sends' && why !== 'signals' && why !== 'releases';
}

/** A party whose edges are being followed. */
interface Visit {
  readonly party: Party;
  readonly edges: readonly Edge[];
  next: number;
}

/**
 * The inner edges of each strongly connected component of stuck parties, by Tarjan's algorithm. A chain of parties may be
 * longer than the call stack is deep, so it is followed without recursion.
 */
export function cycles(edges: Edges, stuck: ReadonlySet<Party>): readonly (readonly Edge[])[] {
  const index = new Map<Party, number>();
  const low = new Map<Party, number>();
  const open: Party[] = [];
  const isOpen = new Set<Party>();
  const found: Edge[][] = [];
  const inside = (party: Party) => edges.of(party).filter(({ to }) => stuck.has(to));
  const lower = (party: Party, to: number) => low.set(party, Math.min(low.get(party)!, to));
  const visits: Visit[] = [];
  const enter = (party: Party) => {
    low.set(party, index.size);
    index.set(party, index.size);
    open.push(party);
    isOpen.add(party);
    visits.push({ party, edges: inside(party), next: 0 });
  };
  const leave = (party: Party) => {
    if (low.get(party) !== index.get(party)) return;
    const component = new Set(open.splice(open.lastIndexOf(party)));
    for (const each of component) isOpen.delete(each);
    const own = [...component].flatMap((each) => inside(each).filter(({ to }) => component.has(to)));
    if (own.length > 0) found.push(own);
  };
  for (const start of stuck) {
    if (index.has(start)) continue;
    enter(start);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const { party } = visit;
      const to = visit.edges[visit.next++]?.to;
      if (to === undefined) {
        visits.pop();
        const caller = visits.at(-1);
        if (caller !== undefined) lower(caller.party, low.get(party)!);
        leave(party);
      } else if (!index.has(to)) enter(to);
      else if (isOpen.has(to)) lower(party, index.get(to)!);
    }
  }
  return found;
}
