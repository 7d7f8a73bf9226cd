import type { Program } from '../../facts/program';
import { capital } from '../../text/capital';
import { countText } from '../../text/numbers';
import type { GoroutineIndex } from '../../model/goroutines';
import { isLockWait } from '../../waits/wait';
import type { Confidence } from '../../source/resolveFrame';
import { bestCycle } from '../edges/bestCycle';
import { byConfidence, type Edge, isAtLeast, weaker } from '../edges/edge';
import { Edges } from '../edges/edges';
import type { Finding, StepRole } from './finding';
import { goroutineCount, maxListed, omittedOf, stepsOf } from './findingStep';
import type { InParts } from '../inParts';
import { lockWaiters } from './lockWaiters';
import { lostUnlocks, mayHaveLostUnlock, ownLostUnlock } from './lostUnlocks';
import { isMadeHere, noCounterparts } from './noCounterparts';
import { hasAllCode, isWorker, type Party } from '../parties/party';
import { cycles, isGivenUp, isKnownToTheEnd, isWayOut, stuckParties } from '../edges/stuck';
import type { Want } from '../edges/waitsFor';
import { withOwnLock } from '../objects/wrappedLocks';
import {
  activity,
  enumerated,
  evidenceText,
  holderText,
  ownLockText,
  ownWaitText,
  partyText,
  wantText,
} from '../edges/verdictWords';

/**
 * Why goroutines of one dump do not proceed: most certain findings first, then those that affect most goroutines.
 *
 * @param most no finding is more certain: a form without states and addresses proves nothing
 */
export function* findings(
  goroutines: readonly Party[],
  program: Program,
  most: Confidence,
): InParts<readonly Finding[]> {
  const parties = goroutines.map((party) => withOwnLock(party, program));
  const edges = yield* Edges.make(parties, program);
  const stuck = yield* stuckParties(edges);
  const all: Finding[] = [];
  for (const cycle of cycles(edges, stuck)) {
    if (mayHaveLostUnlock(cycle)) yield* edges.holds.readProgram();
    all.push(deadlock(edges, cycle));
    yield;
  }
  const explained = new Set(all.flatMap(({ steps }) => steps.flatMap(({ goroutines }) => goroutines)));
  for (const holder of parties) {
    if (!stuck.has(holder)) all.push(...heldLock(edges, holder));
    yield;
  }
  const rest = (party: Party) => !explained.has(party.members[0]!);
  const lost = yield* lostUnlocks(edges, rest);
  for (const { steps } of lost)
    for (const { goroutines } of steps) for (const member of goroutines) explained.add(member);
  all.push(...lost);
  all.push(...(yield* noCounterparts(edges, rest)), ...(yield* lockWaiters(edges, rest)));
  return withThoseLeft(all)
    .map((finding) => ({ ...finding, confidence: weaker(finding.confidence, most) }))
    .sort(mostCertainFirst);
}

/** A goroutine that has left the code that others wait for does not come back while it is blocked. It holds them up too. */
function withThoseLeft(all: readonly Finding[]): readonly Finding[] {
  const waiting = new Map<GoroutineIndex, number>();
  for (const { steps, affected } of all) {
    for (const { role, goroutines } of steps) {
      const left = goroutines[0]!;
      if (role === 'counterpart') waiting.set(left, (waiting.get(left) ?? 0) + affected);
    }
  }
  return all.map((finding) => {
    const blocked = finding.steps.filter(({ role }) => role === 'waiter' || role === 'holder');
    const others = blocked.map(({ goroutines }) => waiting.get(goroutines[0]!) ?? 0);
    return { ...finding, affected: others.reduce((sum, count) => sum + count, finding.affected) };
  });
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
  const lost = cycle.length === 1 ? ownLostUnlock(edges, cycle[0]!, behind) : undefined;
  if (lost !== undefined) return lost;
  const confidence = cycle.every((edge) => isIdle(edges, edge))
    ? 'possible'
    : cycle.map((edge) => confidenceInCycle(edges, edge)).reduce(weaker);
  const affected = goroutineCount([...cycle.map(({ from }) => from), ...behind]);
  const isSelf = cycle.length === 1;
  const isAmongThem = isSelf && cycle[0]!.held === undefined;
  const [first] = cycle;
  const inCycle = cycle.map(({ from }) => from);
  const verdict = isSelf
    ? `${capital(partyText(first!.from))} ${wantText(first!.want, first!.from.count)}, ${first!.held === undefined ? ownWaitText(false, first!.from.count) : ownLockText(first!.from, first!.held)}.`
    : `Deadlock: ${enumerated(
        cycle.map(({ from, want }) => partText(from, want, cycle)),
        '; ',
      )}, which closes the cycle.`;
  return {
    id: `${isSelf ? 'self' : 'cycle'}-${cycle.map(({ from }) => from.members[0]!).join('-')}`,
    kind: isSelf && !(isAmongThem && first!.from.count > 1) ? 'selfDeadlock' : 'deadlock',
    confidence,
    verdict,
    affected,
    steps: [...stepsOf(edges, inCycle, (party) => roleOf(party, cycle)), ...stepsOf(edges, behind, 'queued')],
    omitted: omittedOf(inCycle),
    evidence: cycle.slice(0, maxListed).map(evidenceText),
    rejected: rejectedOf(edges, cycle),
    advice: confidence === 'proven' ? undefined : moreEvidence(cycle),
  };
}

/**
 * All parties that could serve a channel of the cycle are stuck, whichever instance they have. This is proof if the source
 * names the channel unambiguously and was read for all parties.
 */
function confidenceInCycle(edges: Edges, { from, to, why, want, confidence }: Edge): Confidence {
  const { parties } = edges;
  const isServed = why === 'receives' || why === 'sends';
  // If a goroutine waits for itself, only another one could run code that ends the wait.
  // A WaitGroup waits for each Done: what others call does not make up for one that is owed.
  const isOpen = (isServed || why === 'signals') && from !== to;
  if (isOpen && !isKnownToTheEnd(edges, want, edges.ofLasting)) return 'possible';
  const isOut = (each: Want) => isWayOut(edges, from, each) || isGivenUp(edges, from, each);
  if (edges.wants.get(from)!.some(isOut)) return weaker(confidence, 'likely');
  return isServed && want.resource?.field !== undefined && parties.every(hasAllCode) ? 'proven' : confidence;
}

/** Whether a party waits for work that any code may give it: others may have to wait first, too. */
function isIdle(
  { holds: { identities }, operations }: Edges,
  { from, why, want: { resource } }: Edge,
): boolean {
  if (why !== 'sends' || resource === undefined || !isWorker(from)) return false;
  // A channel that is only closed carries no work.
  if (!operations.isAnywhere([`send ${resource.key}`])) return false;
  return !identities.isPrivate(resource.key) && !isMadeHere(from, resource);
}

/** What a party of a cycle holds, and what it waits for. */
function partText(party: Party, want: Want, cycle: readonly Edge[]): string {
  const held = cycle.find(({ to, held: lock }) => to === party && lock !== undefined)?.held;
  const does = wantText(want, party.count);
  return held === undefined ? `${partyText(party)} ${does}` : holderText(party, held, does);
}

function roleOf(party: Party, cycle: readonly Edge[]): StepRole {
  return cycle.some(({ to, held }) => to === party && held !== undefined) ? 'holder' : 'waiter';
}

/** Parties that wait for one of these, directly or indirectly; largest first, then those that wait more directly. */
function partiesBehind(edges: Edges, front: ReadonlySet<Party>): readonly Party[] {
  const behind = new Set<Party>(front);
  for (const party of behind) {
    // A worker waits by design.
    for (const { from, why } of edges.to(party)) if (why !== 'sends' || !isWorker(from)) behind.add(from);
  }
  return [...behind].filter((party) => !front.has(party)).sort((a, b) => b.count - a.count);
}

/** A lock whose holder is busy, or waits for something outside of every cycle. */
function heldLock(edges: Edges, holder: Party): readonly Finding[] {
  const waiting = edges.to(holder).filter(({ why, from }) => from !== holder && why === 'holds');
  const [first] = waiting;
  if (first === undefined || isLockWait(holder.wait.kind)) return [];
  const behind = partiesBehind(edges, new Set([holder]));
  const affected = goroutineCount(behind);
  const isLong = behind.some(({ waitMinutes }) => waitMinutes.max > 0);
  const best = waiting.reduce((a, b) => (isAtLeast(b.confidence, a.confidence) ? b : a));
  const confidence = isLong ? weaker(best.confidence, 'likely') : 'possible';
  const doing = activity(holder, edges.wants.get(holder)!);
  return [
    {
      id: `held-${holder.members[0]!}`,
      kind: 'lockHeld',
      confidence,
      verdict: `${capital(holderText(holder, best.held!, doing))}; ${countText(affected, 'goroutine')} ${affected === 1 ? 'waits' : 'wait'} for that lock.`,
      affected: affected + holder.count,
      steps: [...stepsOf(edges, [holder], 'holder'), ...stepsOf(edges, behind, 'queued')],
      omitted: 0,
      evidence: [evidenceText(best)],
      rejected: rejectedOf(edges, waiting),
      advice: 'Release the lock before an operation that can take long, or give that operation a timeout.',
    },
  ];
}

function rejectedOf(edges: Edges, of: readonly Edge[]): readonly string[] {
  const parties = new Set(of.map(({ from }) => from));
  return edges.rejected
    .filter(({ from }) => parties.has(from))
    .slice(0, maxListed)
    .map(({ to, why }) => `${capital(why)}: ${partyText(to)}.`);
}

function moreEvidence(cycle: readonly Edge[]): string | undefined {
  const isHidden = cycle.some(({ want }) => want.address === undefined);
  return isHidden
    ? 'Take a dump with SIGQUIT: it shows the addresses of locks and channels, which confirm or refute this.'
    : undefined;
}
