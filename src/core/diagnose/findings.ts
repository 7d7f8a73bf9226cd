import type { Program } from '../facts/program';
import { countText } from '../text/numbers';
import { isLockWait } from '../waits/wait';
import type { Confidence } from '../source/resolveFrame';
import { byConfidence, type Edge, isAtLeast, weaker } from './edge';
import { Edges } from './edges';
import type { Finding, StepRole } from './finding';
import { goroutineCount, maxListed, queuedSteps, step } from './findingStep';
import { lockWaiters } from './lockWaiters';
import { lostUnlocks } from './lostUnlocks';
import { isMadeHere, noCounterparts } from './noCounterparts';
import { hasAllCode, isWorker, type Party } from './party';
import { cycles, isWayOut, stuckParties } from './stuck';
import { activity, capital, heldText, partyText, wantText } from './words';

/** Why goroutines of one dump do not proceed: most certain findings first, then those that affect most goroutines. */
export function findings(parties: readonly Party[], program: Program): readonly Finding[] {
  const edges = new Edges(parties, program);
  const stuck = stuckParties(edges);
  const all: Finding[] = cycles(edges, stuck).map((cycle) => deadlock(edges, cycle));
  const explained = new Set(all.flatMap(({ steps }) => steps.flatMap(({ goroutines }) => goroutines)));
  all.push(...heldLocks(edges, stuck));
  const rest = (party: Party) => !explained.has(party.members[0]!);
  const lost = lostUnlocks(edges, rest);
  for (const { steps } of lost)
    for (const { goroutines } of steps) for (const member of goroutines) explained.add(member);
  all.push(...lost, ...noCounterparts(edges, rest), ...lockWaiters(edges, rest));
  return all.sort(mostCertainFirst);
}

/** Compares for sorting: the most certain first, then by how many goroutines are affected. */
export function mostCertainFirst(
  a: Pick<Finding, 'confidence' | 'affected'>,
  b: Pick<Finding, 'confidence' | 'affected'>,
): number {
  return byConfidence(a.confidence, b.confidence) || b.affected - a.affected;
}

/** The cycle with the strongest evidence, and the parties that wait for it. */
function deadlock(edges: Edges, inside: readonly Edge[]): Finding {
  const cycle = bestCycle(inside);
  const behind = partiesBehind(edges, new Set(cycle.map(({ from }) => from)));
  const confidence = cycle.every((edge) => isIdle(edges, edge))
    ? 'possible'
    : cycle.map((edge) => confidenceInCycle(edges, edge)).reduce(weaker);
  const affected = goroutineCount([...cycle.map(({ from }) => from), ...behind]);
  const isSelf = cycle.length === 1;
  const isAmongThem = isSelf && cycle[0]!.held === undefined;
  const [first] = cycle;
  const steps = cycle.map((edge) => step(edges, edge.from, roleOf(edge.from, cycle)));
  const verdict = isSelf
    ? `${capital(partyText(first!.from))} ${wantText(first!.want, first!.from.count)}, ${selfText(first!)}.`
    : `Deadlock: ${cycle.map((edge) => `${partyText(edge.from)} ${heldWords(edge.from, cycle)}${wantText(edge.want, edge.from.count)}`).join('; ')}, which closes the cycle.`;
  return {
    id: `${isSelf ? 'self' : 'cycle'}-${cycle.map(({ from }) => from.members[0]!).join('-')}`,
    kind: isSelf && !(isAmongThem && first!.from.count > 1) ? 'selfDeadlock' : 'deadlock',
    confidence,
    verdict,
    affected,
    steps: [...steps, ...queuedSteps(edges, behind)],
    evidence: cycle.map(
      (edge) => `${capital(partyText(edge.from))} → ${partyText(edge.to)}: ${edge.evidence}`,
    ),
    rejected: rejectedOf(edges, cycle),
    advice: confidence === 'proven' ? undefined : moreEvidence(cycle),
  };
}

/**
 * All parties that could serve a channel of the cycle are stuck, whichever instance they have. That is proof if the source
 * names the channel unambiguously and was read for all parties.
 */
function confidenceInCycle(edges: Edges, { from, why, want, confidence }: Edge): Confidence {
  const { parties } = edges;
  const isServed = why === 'receives' || why === 'sends';
  if (edges.wants.get(from)!.some((each) => isWayOut(edges, from, each))) return weaker(confidence, 'likely');
  return isServed && want.resource?.field !== undefined && parties.every(hasAllCode) ? 'proven' : confidence;
}

/** Whether a party waits for work that any code may give it: what others do first may be to wait, too. */
function isIdle({ holds: { identities } }: Edges, { from, why, want }: Edge): boolean {
  const resource = want.resource!;
  return (
    why === 'sends' && isWorker(from) && !identities.isPrivate(resource.key) && !isMadeHere(from, resource)
  );
}

function selfText({ from: { count }, held }: Edge): string {
  if (held === undefined) return count === 1 ? 'which only it could end' : 'which only they could end';
  return count === 1 ? 'which it holds itself' : 'which one of them holds';
}

function heldWords(party: Party, cycle: readonly Edge[]): string {
  const held = cycle.find(({ to, held: lock }) => to === party && lock !== undefined)?.held;
  return held === undefined ? '' : `${heldText(held, party.count)} and `;
}

function roleOf(party: Party, cycle: readonly Edge[]): StepRole {
  return cycle.some(({ to, held }) => to === party && held !== undefined) ? 'holder' : 'waiter';
}

/**
 * The shortest cycle of the strongest edges. It begins with the party that holds a lock and waits for something else, which
 * is usually the one to blame.
 */
function bestCycle(all: readonly Edge[]): readonly Edge[] {
  // Who could serve its own channel is not alone with it if another could, too.
  const inside = all.filter(
    ({ from, to, want }) => from !== to || !all.some((edge) => edge.want === want && edge.to !== from),
  );
  for (const confidence of ['proven', 'likely', 'possible'] as const) {
    const edges = inside.filter((edge) => isAtLeast(edge.confidence, confidence));
    let best: readonly Edge[] | undefined;
    for (const start of new Set(edges.map(({ from }) => from))) {
      const cycle = shortestCycle(edges, start);
      if (cycle !== undefined && (best === undefined || cycle.length < best.length)) best = cycle;
    }
    if (best !== undefined) return fromBlamed(best);
  }
  return inside.slice(0, 1);
}

function shortestCycle(edges: readonly Edge[], start: Party): readonly Edge[] | undefined {
  const arrivals = new Map<Party, Edge>();
  const queue: Party[] = [start];
  for (const party of queue) {
    for (const edge of edges) {
      if (edge.from !== party) continue;
      if (edge.to === start) {
        const cycle = [edge];
        for (let at = party; at !== start; at = cycle[0]!.from) cycle.unshift(arrivals.get(at)!);
        return cycle;
      }
      if (arrivals.has(edge.to)) continue;
      arrivals.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return undefined;
}

function fromBlamed(cycle: readonly Edge[]): readonly Edge[] {
  const blame = ({ from, want }: Edge) => {
    const holds = cycle.some(({ to, held }) => to === from && held !== undefined);
    return (holds ? 2 : 0) + (isLockWait(want.kind) ? 0 : 1) - from.count / 1e9;
  };
  const start = cycle.reduce((best, edge, at) => (blame(edge) > blame(cycle[best]!) ? at : best), 0);
  return [...cycle.slice(start), ...cycle.slice(0, start)];
}

/** Parties that wait for one of these, directly or indirectly; largest first. */
function partiesBehind(edges: Edges, front: ReadonlySet<Party>): readonly Party[] {
  const behind = new Set<Party>();
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const party of edges.parties) {
      if (front.has(party) || behind.has(party)) continue;
      // A worker waits by design.
      const isBehind = edges
        .of(party)
        .some(({ to, why }) => (front.has(to) || behind.has(to)) && (why !== 'sends' || !isWorker(party)));
      if (!isBehind) continue;
      behind.add(party);
      isChanged = true;
    }
  }
  return [...behind].sort((a, b) => b.count - a.count);
}

/** Locks whose holder is busy, or waits for something outside of every cycle. */
function heldLocks(edges: Edges, stuck: ReadonlySet<Party>): Finding[] {
  const found: Finding[] = [];
  for (const holder of edges.parties) {
    if (stuck.has(holder)) continue;
    const waiting = edges.parties.flatMap((party) =>
      edges.of(party).filter(({ to, why, from }) => to === holder && from !== holder && why === 'holds'),
    );
    const [first] = waiting;
    if (first === undefined || isLockWait(holder.wait.kind)) continue;
    const behind = partiesBehind(edges, new Set([holder]));
    const affected = goroutineCount(behind);
    const isLong = behind.some(({ waitMinutes }) => waitMinutes.max > 0);
    const best = waiting.reduce((a, b) => (isAtLeast(b.confidence, a.confidence) ? b : a));
    const confidence = isLong ? weaker(best.confidence, 'likely') : 'possible';
    const doing = activity(holder, edges.wants.get(holder)!);
    found.push({
      id: `held-${holder.members[0]!}`,
      kind: 'lockHeld',
      confidence,
      verdict: `${capital(partyText(holder))} ${heldText(best.held!, holder.count)} and ${doing}; ${countText(affected, 'goroutine')} ${affected === 1 ? 'waits' : 'wait'} for that lock.`,
      affected: affected + holder.count,
      steps: [step(edges, holder, 'holder'), ...queuedSteps(edges, behind)],
      evidence: [best.evidence],
      rejected: rejectedOf(edges, waiting),
      advice: 'Release the lock before an operation that can take long, or give that operation a timeout.',
    });
  }
  return found;
}

function rejectedOf(edges: Edges, of: readonly Edge[]): readonly string[] {
  const parties = new Set(of.map(({ from }) => from));
  return edges.rejected
    .filter(({ from }) => parties.has(from))
    .slice(0, maxListed)
    .map(({ to, why }) => `${capital(partyText(to))}: ${why}.`);
}

function moreEvidence(cycle: readonly Edge[]): string | undefined {
  const isHidden = cycle.some(({ want }) => want.address === undefined);
  return isHidden
    ? 'Take a dump with SIGQUIT: it shows the addresses of locks and channels, which confirm or refute this.'
    : undefined;
}
