import { appendTo } from '../../bytes/appendTo';
import { parseSymbol, shortName } from '../../go/symbol';
import { countText } from '../../text/numbers';
import { isLockWait } from '../../waits/wait';
import type { Edges } from '../edges/edges';
import type { Finding } from './finding';
import { goroutineCount, omittedOf, stepsOf } from './findingStep';
import type { InParts } from '../inParts';
import {
  addressesByStatement,
  candidatesFor,
  type LockOwner,
  ownerOf,
  statementOf,
} from '../parties/lockOwners';
import { type Party, shownFrame } from '../parties/party';
import { activity } from '../edges/verdictWords';

/** Maximum number of candidates that a finding lists. */
const maxCandidates = 5;

/** Locks whose holder the source does not show: who waits, and who uses the lock's owner without waiting. */
export function* lockWaiters(
  edges: Edges,
  isUnexplained: (party: Party) => boolean,
): InParts<readonly Finding[]> {
  const waiting = new Map<number, Party[]>();
  const hidden: Party[] = [];
  const unexplained = edges.parties.filter(isUnexplained);
  const byStatement = addressesByStatement(unexplained, (party) => edges.wants.get(party)![0]?.address);
  for (const party of unexplained) {
    const [want] = edges.wants.get(party)!;
    if (want === undefined || !isLockWait(want.kind)) continue;
    const address = want.address ?? byStatement.get(statementOf(party) ?? '');
    if (address === undefined) hidden.push(party);
    if (address === undefined || edges.of(party).some(({ why }) => why === 'holds')) continue;
    appendTo(waiting, address, party);
  }
  const found: Finding[] = [];
  for (const [address, parties] of waiting) {
    found.push(finding(edges, address, parties, hidden));
    yield;
  }
  return found;
}

function finding(
  edges: Edges,
  address: number,
  waiting: readonly Party[],
  hidden: readonly Party[],
): Finding {
  const owner = ownerOf(address, waiting);
  const candidates =
    owner === undefined ? [] : candidatesFor(edges.parties, owner, waiting).slice(0, maxCandidates);
  const affected = goroutineCount(waiting);
  const pending = waiting.find(({ wait }) => wait.kind === 'lockPending');
  const of = owner === undefined ? '' : ` of the ${owner.type} at 0x${owner.address.toString(16)}`;
  const only = affected === 1 ? ' as' : ', one of them as';
  const writer = pending === undefined ? '' : `${only} the next writer`;
  return {
    id: `lock-${address.toString(16)}`,
    kind: 'lockWaiters',
    confidence: 'possible',
    verdict: `${countText(affected, 'goroutine')} ${affected === 1 ? 'waits' : 'wait'} for the lock at 0x${address.toString(16)}${of}${writer}; ${holderText(edges, owner, candidates, waiting)}.`,
    affected,
    steps: [
      ...stepsOf(edges, candidates, 'candidate'),
      ...stepsOf(
        edges,
        [...waiting].sort((a, b) => rank(a) - rank(b) || b.count - a.count),
        'waiter',
      ),
    ],
    omitted: omittedOf(waiting),
    evidence: evidenceOf(edges, owner, candidates, waiting, hidden),
    rejected: [],
    advice:
      'Open the folder with the source of the program: it shows who holds the lock, and since which line.',
  };
}

/** Who may hold the lock, in words. */
function holderText(
  edges: Edges,
  owner: LockOwner | undefined,
  [first, ...others]: readonly Party[],
  waiting: readonly Party[],
): string {
  if (first !== undefined) {
    const name = shortName(first.stack.frames[shownFrame(first)]?.function ?? '');
    const doing = activity(first, edges.wants.get(first)!);
    const which = `${name}, which ${doing}`;
    return others.length === 0
      ? `one other stack may have it: ${which}`
      : `${others.length + 1} other stacks may have it, first of all ${which}`;
  }
  const caller = owner === undefined ? undefined : callerWithOwner(owner, waiting);
  if (caller !== undefined)
    return `it may have the lock itself, since it was called by ${shortName(caller)} of the same object`;
  return 'no other goroutine is known to use it';
}

function evidenceOf(
  edges: Edges,
  owner: LockOwner | undefined,
  candidates: readonly Party[],
  waiting: readonly Party[],
  hidden: readonly Party[],
): readonly string[] {
  const evidence: string[] = [];
  if (owner !== undefined)
    evidence.push(`Receiver 0x${owner.address.toString(16)}, of the methods that wait.`);
  if (candidates.length > 0)
    evidence.push('Candidates have that receiver or argument, and do not wait for the lock.');
  const unnamed = waiting.filter((party) => edges.wants.get(party)![0]?.address === undefined);
  if (unnamed.length > 0) {
    const count = goroutineCount(unnamed);
    evidence.push(
      `The dump hides the lock’s address for ${countText(count, 'goroutine')} that ${count === 1 ? 'waits' : 'wait'} at the same line with the same receiver as others.`,
    );
  }
  const readers = hidden.filter(({ wait }) => wait.kind === 'rlock');
  const isPending = ({ wait }: Party) => wait.kind === 'lockPending';
  if (readers.length > 0 && waiting.some(isPending) && edges.parties.filter(isPending).length === 1) {
    const count = goroutineCount(readers);
    evidence.push(
      `${countText(count, 'goroutine')} ${count === 1 ? 'waits' : 'wait'} to read a lock whose address the dump hides. It may be this one: no other lock is known to have a pending writer.`,
    );
  }
  return evidence;
}

/**
 * A method of the owner that has called, directly or not, the one that waits: the only goroutine that waits may hold the
 * lock.
 */
function callerWithOwner(owner: LockOwner, waiting: readonly Party[]): string | undefined {
  const [party, ...others] = waiting;
  if (party?.count !== 1 || others.length > 0) return undefined;
  const isMethod = (frame: number) =>
    party.args[frame]?.[0] === owner.address &&
    parseSymbol(party.stack.frames[frame]!.function).receiver === owner.type;
  const frames = [...party.stack.frames.keys()].filter(isMethod);
  const [waits, caller] = frames.length > 1 ? frames : [party.wait.site, frames[0]];
  return caller === undefined || caller === waits ? undefined : party.stack.frames[caller]?.function;
}

/** The pending writer first. */
function rank({ wait }: Party): number {
  return wait.kind === 'lockPending' ? 0 : 1;
}
