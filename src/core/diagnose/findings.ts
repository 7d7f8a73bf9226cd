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
import { noCounterparts } from './noCounterparts';
import { hasAllCode, isWorker, type Party } from './party';
import { circles, stuckParties } from './stuck';
import { activity, capital, heldText, partyText, wantText } from './words';

/** What keeps the goroutines of one dump from going on: most certain first, then by how many are affected. */
export function findings(parties: readonly Party[], program: Program): readonly Finding[] {
  const edges = new Edges(parties, program);
  const stuck = stuckParties(edges);
  const all: Finding[] = circles(edges, stuck).map((circle) => deadlock(edges, circle));
  const told = new Set(all.flatMap(({ steps }) => steps.flatMap(({ goroutines }) => goroutines)));
  all.push(...heldLocks(edges, stuck));
  const rest = (party: Party) => !told.has(party.members[0]!);
  const lost = lostUnlocks(edges, rest);
  for (const { steps } of lost)
    for (const { goroutines } of steps) for (const member of goroutines) told.add(member);
  all.push(...lost, ...noCounterparts(edges, rest), ...lockWaiters(edges, rest));
  return all.sort((a, b) => byConfidence(a.confidence, b.confidence) || b.affected - a.affected);
}

/** The circle with the strongest evidence, and the parties that wait for it. */
function deadlock(edges: Edges, inside: readonly Edge[]): Finding {
  const circle = bestCircle(inside);
  const behind = partiesBehind(edges, new Set(circle.map(({ from }) => from)));
  const confidence = circle.map((edge) => confidenceInCircle(edges, edge)).reduce(weaker);
  const affected = goroutineCount([...circle.map(({ from }) => from), ...behind]);
  const isSelf = circle.length === 1;
  const isAmongThem = isSelf && circle[0]!.held === undefined;
  const [first] = circle;
  const steps = circle.map((edge) => step(edges, edge.from, roleOf(edge.from, circle)));
  const verdict = isSelf
    ? `${capital(partyText(first!.from))} ${wantText(first!.want, first!.from.count)}, ${selfText(first!)}.`
    : `Deadlock: ${circle.map((edge) => `${partyText(edge.from)} ${heldWords(edge.from, circle)}${wantText(edge.want, edge.from.count)}`).join('; ')}, and so on in a circle.`;
  return {
    id: `${isSelf ? 'self' : 'circle'}-${circle.map(({ from }) => from.members[0]!).join('-')}`,
    kind: isSelf && !(isAmongThem && first!.from.count > 1) ? 'selfDeadlock' : 'deadlock',
    confidence,
    verdict,
    affected,
    steps: [...steps, ...queuedSteps(edges, behind)],
    evidence: circle.map(
      (edge) => `${capital(partyText(edge.from))} → ${partyText(edge.to)}: ${edge.evidence}`,
    ),
    rejected: rejectedOf(edges, circle),
    advice: confidence === 'proven' ? undefined : moreEvidence(circle),
  };
}

/**
 * All parties that could serve the channel are stuck, of whatever instance it is, or this would be no circle: that is proof
 * where the source names the channel without doubt, and was read for all parties.
 */
function confidenceInCircle({ parties }: Edges, { why, want, confidence }: Edge): Confidence {
  const isServed = why === 'receives' || why === 'sends';
  return isServed && want.resource?.field !== undefined && parties.every(hasAllCode) ? 'proven' : confidence;
}

function selfText({ from: { count }, held }: Edge): string {
  if (held === undefined)
    return count === 1 ? 'which only it could end' : 'which only they themselves could end';
  return count === 1 ? 'which it holds itself' : 'which one of them holds';
}

function heldWords(party: Party, circle: readonly Edge[]): string {
  const held = circle.find(({ to, held: lock }) => to === party && lock !== undefined)?.held;
  return held === undefined ? '' : `${heldText(held, party.count)} and `;
}

function roleOf(party: Party, circle: readonly Edge[]): StepRole {
  return circle.some(({ to, held }) => to === party && held !== undefined) ? 'holder' : 'waiter';
}

/**
 * The shortest circle of the strongest edges, told from the party that holds a lock and waits for something else: mostly the
 * one to blame.
 */
function bestCircle(inside: readonly Edge[]): readonly Edge[] {
  for (const confidence of ['proven', 'likely', 'possible'] as const) {
    const edges = inside.filter((edge) => isAtLeast(edge.confidence, confidence));
    let best: readonly Edge[] | undefined;
    for (const start of new Set(edges.map(({ from }) => from))) {
      const circle = shortestCircle(edges, start);
      if (circle !== undefined && (best === undefined || circle.length < best.length)) best = circle;
    }
    if (best !== undefined) return fromBlamed(best);
  }
  return inside.slice(0, 1);
}

function shortestCircle(edges: readonly Edge[], start: Party): readonly Edge[] | undefined {
  const arrivals = new Map<Party, Edge>();
  const queue: Party[] = [start];
  for (const party of queue) {
    for (const edge of edges) {
      if (edge.from !== party) continue;
      if (edge.to === start) {
        const circle = [edge];
        for (let at = party; at !== start; at = circle[0]!.from) circle.unshift(arrivals.get(at)!);
        return circle;
      }
      if (arrivals.has(edge.to)) continue;
      arrivals.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return undefined;
}

function fromBlamed(circle: readonly Edge[]): readonly Edge[] {
  const blame = ({ from, want }: Edge) => {
    const holds = circle.some(({ to, held }) => to === from && held !== undefined);
    return (holds ? 2 : 0) + (isLockWait(want.kind) ? 0 : 1) - from.count / 1e9;
  };
  const start = circle.reduce((best, edge, at) => (blame(edge) > blame(circle[best]!) ? at : best), 0);
  return [...circle.slice(start), ...circle.slice(0, start)];
}

/** Parties that wait, directly or not, for one of these; largest first. */
function partiesBehind(edges: Edges, front: ReadonlySet<Party>): readonly Party[] {
  const behind = new Set<Party>();
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const party of edges.parties) {
      if (front.has(party) || behind.has(party)) continue;
      // One that waits for work waits by design.
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

/** Locks whose holder waits for something that is no lock of a circle, or is busy. */
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
      advice:
        'Release the lock before an operation that can take long, or bound that operation by a time-out.',
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

function moreEvidence(circle: readonly Edge[]): string | undefined {
  const isHidden = circle.some(({ want }) => want.address === undefined);
  return isHidden
    ? 'A dump by SIGQUIT shows the addresses of locks and channels, and makes this certain or refutes it.'
    : undefined;
}
