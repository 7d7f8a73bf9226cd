import { parseSymbol, shortName } from '../go/symbol';
import { countText } from '../text/numbers';
import { isLockWait } from '../waits/wait';
import type { Edges } from './edges';
import type { Finding } from './finding';
import { goroutineCount, step } from './findingStep';
import type { InParts } from './inParts';
import { type Party, shownFrame } from './party';

/** In bytes: the maximum offset of a lock in its struct. */
const maxOffset = 4096;

/** Locks whose holder the source does not show: who waits, and who uses the lock's owner without waiting. */
export function* lockWaiters(
  edges: Edges,
  isUnexplained: (party: Party) => boolean,
): InParts<readonly Finding[]> {
  const waiting = new Map<number, Party[]>();
  for (const party of edges.parties.filter(isUnexplained)) {
    const [want] = edges.wants.get(party)!;
    if (want?.address === undefined || !isLockWait(want.kind)) continue;
    if (edges.of(party).some(({ why }) => why === 'holds')) continue;
    const others = waiting.get(want.address);
    if (others === undefined) waiting.set(want.address, [party]);
    else others.push(party);
  }
  const found: Finding[] = [];
  for (const [address, parties] of waiting) {
    found.push(finding(edges, address, parties));
    yield;
  }
  return found;
}

function finding(edges: Edges, address: number, waiting: readonly Party[]): Finding {
  const owner = ownerOf(address, waiting);
  const candidates = owner === undefined ? [] : candidatesFor(edges, owner, waiting);
  const affected = goroutineCount(waiting);
  const pending = waiting.find(({ wait }) => wait.kind === 'lockPending');
  const of = owner === undefined ? '' : ` of the ${owner.type} at 0x${owner.address.toString(16)}`;
  const writer = pending === undefined ? '' : ', one of them as the next writer';
  const [first] = candidates;
  const who =
    first === undefined
      ? 'no other goroutine is known to use it'
      : `${candidates.length === 1 ? 'one other' : `${candidates.length} others`} may hold it, beginning with ${shortName(first.stack.frames[shownFrame(first)]?.function ?? '')}`;
  return {
    id: `lock-${address.toString(16)}`,
    kind: 'lockWaiters',
    confidence: 'possible',
    verdict: `${countText(affected, 'goroutine')} ${affected === 1 ? 'waits' : 'wait'} for the lock at 0x${address.toString(16)}${of}${writer}; ${who}.`,
    affected,
    steps: [
      ...candidates.map((party) => step(edges, party, 'candidate')),
      ...[...waiting]
        .sort((a, b) => rank(a) - rank(b) || b.count - a.count)
        .map((party) => step(edges, party, 'waiter')),
    ],
    evidence: [
      ...(owner === undefined
        ? []
        : [`The waiting methods have the receiver 0x${owner.address.toString(16)}.`]),
      ...(first === undefined
        ? []
        : ['The candidates have the same receiver or argument and do not wait for the lock.']),
    ],
    rejected: [],
    advice:
      'Open the folder with the source of the program: it shows who holds the lock, and since which line.',
  };
}

/** The pending writer first. */
function rank({ wait }: Party): number {
  return wait.kind === 'lockPending' ? 0 : 1;
}

interface Owner {
  readonly address: number;
  readonly type: string;
}

/** The receiver of the waiting methods, if the lock can be a field of it. */
function ownerOf(address: number, waiting: readonly Party[]): Owner | undefined {
  for (const { wait, args, stack } of waiting) {
    for (let frame = wait.site ?? 0; frame < Math.min(stack.frames.length, (wait.site ?? 0) + 3); frame++) {
      const receiver = args[frame]?.[0];
      const { receiver: type } = parseSymbol(stack.frames[frame]!.function);
      if (receiver === undefined || type === undefined) continue;
      if (receiver <= address && address - receiver < maxOffset) return { address: receiver, type };
    }
  }
  return undefined;
}

/** The parties with the owner among their arguments: methods of its type first, then the smallest parties. */
function candidatesFor(edges: Edges, owner: Owner, waiting: readonly Party[]): readonly Party[] {
  const isMethod = ({ args, stack }: Party) =>
    stack.frames.some(
      ({ function: name }, frame) =>
        args[frame]?.[0] === owner.address && parseSymbol(name).receiver === owner.type,
    );
  const own = new Set(waiting);
  return edges.parties
    .filter((party) => !own.has(party) && party.args.some((args) => args.includes(owner.address)))
    .sort((a, b) => Number(isMethod(b)) - Number(isMethod(a)) || a.count - b.count)
    .slice(0, 5);
}
