import type { Func } from '../facts/code';
import { stepsIn } from '../facts/steps';
import { syncCall } from '../facts/syncCalls';
import { baseOf } from '../go/paths';
import { isLockWait } from '../waits/wait';
import type { Edges } from './edges';
import type { Finding } from './finding';
import { goroutineCount, step } from './findingStep';
import type { Leak } from './holds';
import type { InParts } from './inParts';
import type { Party } from './party';
import { capital, partyText, wantText } from './words';

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
      byKey.set(resource.key, [...(byKey.get(resource.key) ?? []), party]);
    }
  }
  if (byKey.size === 0) return [];
  const leaks: (Leak & { readonly func: Func })[] = [];
  for (const { functions } of edges.program.all) {
    for (const func of functions) {
      for (const leak of edges.holds.leaks(func)) leaks.push({ ...leak, func });
      yield;
    }
  }
  return [...byKey].flatMap(([key, waiting]): Finding[] => {
    const leak = leaks.find(({ hold }) => hold.resource.key === key);
    const [first] = waiting;
    if (first === undefined || edges.holdersOf(key).length > 0) return [];
    const affected = goroutineCount(waiting);
    if (leak === undefined) return panicked(edges, key, waiting, affected);
    const file = baseOf(leak.func.uri);
    return [
      {
        id: `lost-${first.members[0]!}`,
        kind: 'lostUnlock',
        confidence: 'likely',
        verdict: `${capital(partyText(first))} ${wantText(edges.wants.get(first)![0]!, first.count)}, which no goroutine of the dump holds: ${leak.func.name || 'a function literal'} locks it at ${file}:${leak.hold.line} and returns at line ${leak.line} without unlocking it.`,
        affected,
        steps: waiting.map((party) => step(edges, party, 'waiter')),
        evidence: [
          `${file}:${leak.hold.line} acquires the lock, and ${file}:${leak.line} returns without releasing it.`,
        ],
        rejected: [],
        advice: `Defer the unlock right after the lock is acquired at ${file}:${leak.hold.line}.`,
      },
    ];
  });
}

/** No exit is known that leaves the lock held. A panic is one where the unlock is not deferred. */
function panicked(edges: Edges, key: string, waiting: readonly Party[], affected: number): Finding[] {
  const { program, holds } = edges;
  const first = waiting[0]!;
  let hasRecover = false;
  const places: string[] = [];
  for (const { functions } of program.all) {
    for (const func of functions) {
      let line: number | undefined;
      let isDeferred = false;
      for (const step of stepsIn(func.body)) {
        if (step.kind !== 'call' && step.kind !== 'defer') continue;
        const { callee } = step.call;
        hasRecover ||= callee.kind === 'name' && callee.name === 'recover';
        const sync = syncCall(step.call, func, program);
        if (sync === undefined || holds.identities.resource(sync.object, func)?.key !== key) continue;
        if (sync.operation === 'lock' || sync.operation === 'rlock') line ??= step.line;
        else isDeferred ||= step.kind === 'defer';
      }
      if (line !== undefined && !isDeferred) places.push(`${baseOf(func.uri)}:${line}`);
    }
  }
  if (places.length === 0) return [];
  return [
    {
      id: `panic-${first.members[0]!}`,
      kind: 'lostUnlock',
      confidence: hasRecover ? 'likely' : 'possible',
      verdict: `${capital(partyText(first))} ${wantText(edges.wants.get(first)![0]!, first.count)}, which no goroutine of the dump holds: a panic after ${places.slice(0, 3).join(' or ')} leaves it locked, because the unlock is not deferred there.`,
      affected,
      steps: waiting.map((party) => step(edges, party, 'waiter')),
      evidence: places.slice(0, 10).map((place) => `${place} acquires the lock without a deferred release.`),
      rejected: [],
      advice: 'Defer the unlock right after the lock is acquired.',
    },
  ];
}
