import type { Program } from '../../facts/program';
import type { Confidence } from '../../source/resolveFrame';
import type { Edge, HeldLock, Rejected } from './edge';
import type { CodeContext } from '../code/callees';
import { isInMotion } from './motion';
import type { Party } from '../parties/party';
import { rootIn } from '../objects/root';
import type { Want } from './waitsFor';

/** What is known about the parties before their edges. */
interface Known {
  readonly parties: readonly Party[];
  readonly program: Program;
  readonly wants: ReadonlyMap<Party, readonly Want[]>;
  readonly held: ReadonlyMap<Party, readonly HeldLock[]>;
  readonly holds: CodeContext;
}

/** Finds which parties wait for others because of locks. */
export class LockEdges {
  readonly rejected: Rejected[] = [];
  private readonly inMotion = new Map<string, boolean>();

  constructor(private readonly known: Known) {}

  /** Parties that hold the lock somewhere in their frames, whatever instance it is. */
  holdersOf(key: string): readonly Party[] {
    return this.holders.get(key) ?? [];
  }

  private get holders(): ReadonlyMap<string, readonly Party[]> {
    if (this.byKey !== undefined) return this.byKey;
    const byKey = new Map<string, Party[]>();
    for (const party of this.known.parties) {
      for (const { hold } of this.known.held.get(party)!) {
        const others = byKey.get(hold.resource.key);
        if (others === undefined) byKey.set(hold.resource.key, [party]);
        else if (others.at(-1) !== party) others.push(party);
      }
    }
    return (this.byKey = byKey);
  }

  private byKey: ReadonlyMap<string, readonly Party[]> | undefined;

  edges(from: Party, want: Want): Edge[] {
    const edges: Edge[] = [];
    const pending =
      want.kind === 'rlock' || want.kind === 'lockQueued' ? this.pendingWriters(from, want) : [];
    edges.push(...pending);
    for (const to of want.resource === undefined ? [] : this.holdersOf(want.resource.key)) {
      for (const held of this.known.held.get(to)!) {
        const { hold } = held;
        if (hold.resource.key !== want.resource?.key) continue;
        if (want.kind === 'rlock' && hold.mode === 'read') continue; // readers do not exclude each other
        if (want.kind === 'lockPending' && hold.mode === 'write' && to !== from) continue; // no other writer holds the lock of the next one
        // Readers block a queued writer only through the writer before it.
        if (want.kind === 'lockQueued' && hold.mode === 'read' && pending.length > 0) continue;
        const same = this.sameInstance(from, want, to, held);
        if (same === 'other') {
          this.rejected.push({
            from,
            to,
            why: `another instance of ${hold.resource.text}, by its address`,
          });
          continue;
        }
        const isSelf = to === from;
        // The party may have two instances. If no other party holds one, it waits for its own.
        if (isSelf && same === 'unknown' && this.holdersOf(hold.resource.key).length > 1) continue;
        const isAnother = isSelf && same === 'unknown' && isOtherVariable(from, want, held);
        const confidence = isAnother ? 'possible' : this.holdConfidence(from, want, to, held, same);
        edges.push({
          from,
          to,
          want,
          why: 'holds',
          held,
          confidence,
          evidence: evidenceOf(want, sameness(want, held, same)),
        });
      }
    }
    return edges;
  }

  private holdConfidence(
    from: Party,
    want: Want,
    to: Party,
    { hold }: HeldLock,
    same: 'same' | 'unknown',
  ): Confidence {
    const others = this.holdersOf(hold.resource.key).filter((party) => party !== from);
    if (!hold.isCertain) {
      // The party may have acquired the lock in an earlier iteration. If no other party holds it, it has.
      if (to !== from || others.length > 0) return 'possible';
      const isLeft = from.waitMinutes.max > 0 || hold.takenBy !== undefined;
      return isLeft || !this.isInMotion(hold.resource.key) ? 'likely' : 'possible';
    }
    if (same === 'same') return 'proven';
    if (to === from) return from.count === 1 && others.length === 0 ? 'likely' : 'possible';
    const isNested = this.known.held.get(from)!.some((own) => own.hold.resource.key === want.resource?.key);
    if (!isNested) return 'likely';
    // The party holds one instance and waits for another: a single other holder must hold that one.
    return others.length === 1 && others[0]!.count === 1 ? 'likely' : 'possible';
  }

  private isInMotion(key: string): boolean {
    let answer = this.inMotion.get(key);
    if (answer === undefined) this.inMotion.set(key, (answer = isInMotion(this.known, key)));
    return answer;
  }

  private pendingWriters(from: Party, want: Want): Edge[] {
    return this.known.parties.flatMap((to): Edge[] => {
      if (to === from) return [];
      const pending = this.known.wants.get(to)!.find(({ kind }) => kind === 'lockPending');
      if (pending === undefined) return [];
      const isSameAddress = pending.address !== undefined && pending.address === want.address;
      const isOther = pending.address !== undefined && want.address !== undefined && !isSameAddress;
      const isSameName = pending.resource !== undefined && pending.resource.key === want.resource?.key;
      if (isOther || (!isSameAddress && !isSameName)) return [];
      return [
        {
          from,
          to,
          want,
          why: want.kind === 'rlock' ? 'pendingWriter' : 'writerBefore',
          held: undefined,
          confidence: isSameAddress ? 'proven' : 'likely',
          evidence: evidenceOf(want, isSameAddress ? 'by its address' : byName),
        },
      ];
    });
  }

  private sameInstance(from: Party, want: Want, to: Party, held: HeldLock): 'same' | 'other' | 'unknown' {
    if (want.resource?.isPackageVariable) return 'same';
    if (want.place !== undefined && want.place === held.place) return 'same';
    if (want.address === undefined || held.address === undefined) {
      return from === to && this.isSameRoot(from, want, held) ? 'same' : 'unknown';
    }
    return want.address === held.address ? 'same' : 'other';
  }

  /** Whether the frame of one goroutine that waits and the one that holds refer to the same object. */
  private isSameRoot(party: Party, { resource }: Want, { hold, frame }: HeldLock): boolean {
    const { site } = party.wait;
    const [one, other] = [resource?.field, hold.resource.field];
    if (site === undefined || resource === undefined || resource.key.includes('[]')) return false;
    if (one === undefined || other === undefined) {
      return resource.local !== undefined && resource.text === hold.resource.text; // the same variable
    }
    const root = rootIn(party, site, one.root, this.known.program);
    return root !== undefined && root === rootIn(party, frame, other.root, this.known.program);
  }
}

/** Why a lock is not known to be the same one. */
const byName = 'by its name, perhaps of another instance';

/** Why it is the same lock. */
function sameness(want: Want, held: HeldLock, same: 'same' | 'unknown'): string {
  if (same === 'unknown') return byName;
  if (want.address !== undefined && held.address !== undefined) return 'by its address';
  return want.place !== undefined && want.place === held.place
    ? 'by its owner’s address'
    : 'the same variable';
}

/** `h.mu, by its address`: the lock first, for a narrow side bar. */
function evidenceOf({ text, address }: Want, why: string): string {
  const lock = text ?? (address === undefined ? 'The lock' : `The lock at 0x${address.toString(16)}`);
  return `${lock}, ${why}`;
}

/**
 * Whether one frame has two names for what it holds and what it waits for: usually two instances, such as a parent and
 * its child.
 */
function isOtherVariable({ wait }: Party, { text }: Want, { hold, frame }: HeldLock): boolean {
  return frame === wait.site && text !== undefined && text !== hold.resource.text;
}
