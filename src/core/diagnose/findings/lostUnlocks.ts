import { appendTo } from '../../bytes/appendTo';
import { callIn } from '../../facts/calls';
import type { Func, Step } from '../../facts/code';
import { stepsIn } from '../../facts/steps';
import { uriAndLine } from '../../source/uri';
import { capital } from '../../text/capital';
import { isLockWait } from '../../waits/wait';
import type { Confidence } from '../../source/resolveFrame';
import { operationOf } from '../code/callees';
import type { Edge } from '../edges/edge';
import type { Edges } from '../edges/edges';
import type { Finding } from './finding';
import { type Hold, isAmong, releasedMode } from '../code/held';
import { goroutineCount, omittedOf, stepsOf } from './findingStep';
import type { Leak } from '../code/holds';
import type { InParts } from '../inParts';
import { isInMotion } from '../edges/motion';
import type { Party } from '../parties/party';
import { ownWaitText, partyText, wantText } from '../edges/verdictWords';

/** Locks that no goroutine in the dump holds, and that a function does not release at one of its exits. */
export function* lostUnlocks(
  edges: Edges,
  isUnexplained: (party: Party) => boolean,
): InParts<readonly Finding[]> {
  const byKey = new Map<string, Party[]>();
  for (const party of edges.parties.filter(isUnexplained)) {
    for (const { kind, resource } of edges.wants.get(party)!) {
      if (!isLockWait(kind) || resource === undefined) continue;
      if (edges.of(party).some(({ why }) => why === 'holds')) continue;
      appendTo(byKey, resource.key, party);
    }
  }
  if (byKey.size === 0) return [];
  yield* edges.holds.readProgram();
  const leaks: FunctionLeak[] = [];
  for (const { functions } of edges.program.all) {
    for (const func of functions) {
      leaks.push(...edges.holds.leaks(func).map((leak) => ({ ...leak, func })));
      yield;
    }
  }
  const unprotected = yield* unprotectedLocks(edges);
  return [...byKey].flatMap(([key, waiting]): Finding[] => {
    if (edges.holdersOf(key).length > 0) return [];
    const leak = leaks.find(({ hold }) => hold.resource.key === key);
    if (leak === undefined) return panicked(edges, unprotected, key, waiting);
    // A caller in code that was not read, or one that releases it later, may hold it.
    const isLong = waiting.some(({ waitMinutes }) => waitMinutes.max > 0);
    const isOutside = edges.hasUnreadCode || edges.holds.identities.isInInterface(key);
    const isHeldByCaller =
      isOutside || (!isLong && (isInMotion(edges, key) || isReleasedByCaller(edges, leak)));
    return [
      lostUnlock(edges, leak, {
        waiting,
        behind: [],
        who: 'which no goroutine of the dump holds',
        confidence: isHeldByCaller ? 'possible' : 'likely',
      }),
    ];
  });
}

/** An exit of a function that leaves a lock held. */
interface FunctionLeak extends Leak {
  readonly func: Func;
}

/** Whether a function that calls the one of the leak releases the lock, as `begin` may return with a lock for `end`. */
function isReleasedByCaller({ program, holds }: Edges, { func, hold }: FunctionLeak): boolean {
  const releases = (step: Step, caller: Func) => {
    if (step.kind !== 'call' && step.kind !== 'defer') return false;
    const own = operationOf(step.call, caller, holds);
    if (own !== undefined)
      return releasedMode(own.operation) !== undefined && own.resource?.key === hold.resource.key;
    return program
      .targets(step.call, caller)
      .some((target) => target !== func && isAmong(holds.summary(target, 0).released, hold));
  };
  return [...program.all].some(({ functions }) =>
    functions.some((caller) => {
      const steps = stepsIn(caller.body);
      const isCaller = steps.some((step) => {
        const call = callIn(step);
        return call !== undefined && program.targets(call, caller).includes(func);
      });
      return isCaller && steps.some((step) => releases(step, caller));
    }),
  );
}

/** Whether `ownLostUnlock` may find something among the edges: a lock was taken by a call that has returned. */
export function mayHaveLostUnlock(edges: readonly Edge[]): boolean {
  return edges.some(({ held }) => held?.hold.takenBy !== undefined);
}

/** A goroutine that waits for a lock which one of its own calls locked, and did not unlock before it returned. */
export function ownLostUnlock(
  edges: Edges,
  { from, held, confidence }: Edge,
  behind: readonly Party[],
): Finding | undefined {
  if (held?.hold.takenBy === undefined) return undefined;
  const { func, line } = held.hold.takenBy;
  const { key } = held.hold.resource;
  const leak = edges.holds.leaks(func).find(({ hold }) => hold.line === line && hold.resource.key === key);
  if (leak === undefined) return undefined;
  return lostUnlock(edges, leak, { waiting: [from], behind, who: ownWaitText(true, from.count), confidence });
}

interface LostLock {
  readonly waiting: readonly Party[];
  readonly behind: readonly Party[];
  /** Who holds the lock, as in “which it holds itself”. */
  readonly who: string;
  readonly confidence: Confidence;
}

function lostUnlock(
  edges: Edges,
  { hold, line }: Leak,
  { waiting, behind, who, confidence }: LostLock,
): Finding {
  const first = waiting[0]!;
  const taken = uriAndLine(hold.uri, hold.line);
  return {
    id: `lost-${first.members[0]!}`,
    kind: 'lostUnlock',
    confidence,
    verdict: `${capital(partyText(first))} ${wantText(edges.wants.get(first)![0]!, first.count)}, ${who}: ${hold.func.name || 'a function literal'} ${lossText(hold, taken, line)}.`,
    affected: goroutineCount([...waiting, ...behind]),
    steps: [...stepsOf(edges, waiting, 'waiter'), ...stepsOf(edges, behind, 'queued')],
    omitted: omittedOf(waiting),
    evidence: [`${uriAndLine(hold.uri, line)} returns without releasing the lock that ${taken} acquires.`],
    rejected: [],
    advice:
      hold.copiedAt === undefined
        ? `Defer the unlock right after the lock is acquired at ${taken}.`
        : 'Copy the fields that are needed, without the lock.',
  };
}

/** How a function loses a lock that it has taken at a place, and returns at a one-based line. */
function lossText({ copiedAt }: Hold, taken: string, line: number): string {
  return copiedAt === undefined
    ? `locks it at ${taken} and returns at line ${line} without unlocking it`
    : `has locked it at ${taken} and copies it at line ${copiedAt}: nobody unlocks the copy`;
}

/** Where code takes locks that a panic leaves locked, because the same function does not defer the unlock. */
interface Unprotected {
  /** By the key of the lock: `hub.go:90`. */
  readonly places: ReadonlyMap<string, readonly string[]>;
  /** Whether any code recovers from a panic. */
  readonly hasRecover: boolean;
}

function* unprotectedLocks({ program, holds }: Edges): InParts<Unprotected> {
  const places = new Map<string, string[]>();
  let hasRecover = false;
  for (const { functions } of program.all) {
    for (const func of functions) {
      const lines = new Map<string, number>();
      const deferred = new Set<string>();
      for (const step of stepsIn(func.body)) {
        if (step.kind !== 'call' && step.kind !== 'defer') continue;
        const { callee } = step.call;
        hasRecover ||= callee.kind === 'name' && callee.name === 'recover';
        const own = operationOf(step.call, func, holds);
        const key = own?.resource?.key;
        if (own === undefined || key === undefined) continue;
        if (own.operation !== 'lock' && own.operation !== 'rlock') {
          if (step.kind === 'defer') deferred.add(key);
        } else if (!lines.has(key)) lines.set(key, step.line);
      }
      for (const [key, line] of lines)
        if (!deferred.has(key)) appendTo(places, key, uriAndLine(func.uri, line));
      yield;
    }
  }
  return { places, hasRecover };
}

/** No exit that leaves the lock held is known. A panic is one if the unlock is not deferred. */
function panicked(
  edges: Edges,
  { places: all, hasRecover }: Unprotected,
  key: string,
  waiting: readonly Party[],
): Finding[] {
  const first = waiting[0]!;
  const places = all.get(key);
  if (places === undefined) return [];
  return [
    {
      id: `panic-${first.members[0]!}`,
      kind: 'lostUnlock',
      // The holder of a lock that is in use may be between two calls when the dump is taken.
      confidence:
        hasRecover &&
        !edges.hasUnreadCode &&
        !edges.holds.identities.isInInterface(key) &&
        waiting.some(({ waitMinutes }) => waitMinutes.max > 0)
          ? 'likely'
          : 'possible',
      verdict: `${capital(partyText(first))} ${wantText(edges.wants.get(first)![0]!, first.count)}, which no goroutine of the dump holds: a panic after ${places.slice(0, 3).join(' or ')} leaves it locked, because the unlock is not deferred there.`,
      affected: goroutineCount(waiting),
      steps: stepsOf(edges, waiting, 'waiter'),
      omitted: omittedOf(waiting),
      evidence: places.slice(0, 10).map((place) => `${place} locks without a deferred unlock.`),
      rejected: [],
      advice: 'Defer the unlock right after the lock is acquired.',
    },
  ];
}
