import { appendTo } from '../../bytes/appendTo';
import type { Program } from '../../facts/program';
import { isLockWait } from '../../waits/wait';
import { owesDone } from '../code/duties';
import { type Edge, type HeldLock, type Rejected, likelyEdge } from './edge';
import { closedPackages, entriesOf } from '../code/entries';
import { type Escaping, findEscaping } from '../code/escapes';
import type { InParts } from '../inParts';
import { HoldAnalysis } from '../code/holds';
import { ownerOf } from '../objects/kept';
import { Identities, type Resource } from '../objects/identity';
import { addressIn, placeIn } from '../code/addresses';
import { keptInCond } from './keptInCond';
import { Operations, servingOperations } from '../code/operations';
import { LockEdges } from './lockEdges';
import { onceEdges } from './onceEdges';
import { hasUnreadCode, type Party } from '../parties/party';
import { isEachTimeAnother, type Want, wantsOf } from './waitsFor';
import { poolEdges } from './poolSlots';
import { serviceText } from './verdictWords';
import { taskEdges } from './taskEdges';

type Wants = ReadonlyMap<Party, readonly Want[]>;

/** Who waits for whom in one dump. */
export class Edges {
  readonly held = new Map<Party, readonly HeldLock[]>();
  readonly holds: HoldAnalysis;
  readonly operations: Operations;
  /** Operations that code which was not read may come to: those of the functions of `entriesOf`. */
  readonly ofEntries = new Set<string>();
  /** Those of the functions that such code may call at any time. */
  readonly ofLasting = new Set<string>();
  /** See `hasUnreadCode`. */
  readonly hasUnreadCode: boolean;
  escaping: Escaping = { keys: new Set(), perhaps: new Set() };
  private readonly locks: LockEdges;
  private readonly outgoing = new Map<Party, readonly Edge[]>();
  private readonly incoming = new Map<Party, Edge[]>();
  private readonly positions: ReadonlyMap<Party, number>;
  /** Parties by the operations that others wait for and that their code can reach. */
  private byOperation: ReadonlyMap<string, readonly Party[]> = new Map();

  private constructor(
    readonly parties: readonly Party[],
    readonly program: Program,
    private readonly identities: Identities,
    readonly wants: Wants,
  ) {
    this.holds = new HoldAnalysis(program, identities);
    const served = [...wants.values()].flat().filter(({ kind }) => servingOperations[kind] !== undefined);
    const keys = served.flatMap(({ resource }) => resource?.key ?? []);
    this.operations = new Operations(program, identities, new Set(keys));
    this.locks = new LockEdges(this);
    this.hasUnreadCode = hasUnreadCode(parties);
    this.positions = new Map(parties.map((party, position) => [party, position]));
  }

  static *make(parties: readonly Party[], program: Program): InParts<Edges> {
    const identities = yield* Identities.make(program);
    let wants = yield* wantsOfAll(parties, program, identities);
    if (uniteByAddress(wants, identities)) wants = yield* wantsOfAll(parties, program, identities);
    const edges = new Edges(parties, program, identities, wants);
    for (const party of parties) {
      edges.held.set(party, edges.heldBy(party));
      yield;
    }
    if (edges.isAnyServed) {
      yield* edges.operations.readProgram();
      yield* edges.findByOperation();
    }
    for (const party of parties) {
      const own = edges.edgesOf(party);
      edges.outgoing.set(party, own);
      for (const edge of own) appendTo(edges.incoming, edge.to, edge);
      yield;
    }
    if (edges.isAnyServed) yield* edges.findUnseen();
    return edges;
  }

  /** Whether a party waits for an operation of another one, and not only for locks. */
  private get isAnyServed(): boolean {
    return [...this.wants.values()].some((wants) =>
      wants.some(({ kind, endedBy }) => endedBy === 'goroutine' && servingOperations[kind] !== undefined),
    );
  }

  /** Finds what code that was not read may do. */
  private *findUnseen(): InParts<void> {
    const { program, operations } = this;
    const entries = yield* entriesOf(program, this.parties);
    for (const [func, time] of entries) {
      for (const operation of operations.operationsIn(func).keys()) {
        this.ofEntries.add(operation);
        if (time === 'always') this.ofLasting.add(operation);
      }
      yield;
    }
    this.escaping = yield* findEscaping(program, operations, this.identities, closedPackages(this.parties));
  }

  get rejected(): readonly Rejected[] {
    return this.locks.rejected;
  }

  /** Parties that hold the lock somewhere in their frames, whatever instance it is. */
  holdersOf(key: string): readonly Party[] {
    return this.locks.holdersOf(key);
  }

  /** Whom the party waits for: one edge for each party that could end the wait. */
  of(party: Party): readonly Edge[] {
    return this.outgoing.get(party) ?? [];
  }

  /** Who waits for the party, in the order of the parties. */
  to(party: Party): readonly Edge[] {
    return this.incoming.get(party) ?? [];
  }

  private heldBy(party: Party): readonly HeldLock[] {
    const entry = party.code.findLastIndex((code) => code !== undefined);
    const isOutermost = party.stack.frames
      .slice(entry + 1)
      .every(({ function: name }) => name === 'runtime.goexit');
    return party.code.flatMap((code, frame) => {
      if (code === undefined) return [];
      const isEntry = frame === entry && isOutermost;
      const all = isEntry ? this.holds.inGoroutine(code.func, code) : this.holds.at(code.func, code);
      // A copy is not the lock that others wait for.
      const locks = all.filter(({ copiedAt }) => copiedAt === undefined);
      const own =
        frame === party.wait.site ? keptInCond(party, this.wants.get(party)!, locks, this.identities) : locks;
      return own.map((hold) => ({
        hold,
        frame,
        address: addressIn(party, frame, code.func, hold.resource, this.program),
        place: placeIn(party, frame, code.func, hold.resource, this.program),
      }));
    });
  }

  private edgesOf(from: Party): readonly Edge[] {
    const { parties, program, identities } = this;
    const wants = this.wants.get(from)!;
    return wants.flatMap((want) => {
      if (want.endedBy !== 'goroutine') return [];
      if (isLockWait(want.kind)) return this.locks.edges(from, want);
      switch (want.kind) {
        case 'send':
          return this.servedBy(from, want, 'receives');
        case 'receive':
          return this.servedBy(from, want, 'sends');
        case 'waitGroup':
          return [
            ...this.servedBy(from, want, 'owesDone'),
            ...taskEdges(from, want, parties, program, identities),
          ];
        case 'cond':
          return this.servedBy(from, want, 'signals');
        case 'once':
          return onceEdges(from, want, parties, program, identities);
        case 'semaphore':
          return [
            ...this.servedBy(from, want, 'releases'),
            ...taskEdges(from, want, parties, program, identities),
            ...poolEdges(from, want, parties, program, identities),
          ];
        default:
          return [];
      }
    });
  }

  /** The parties whose code can reach one of the operations, in their order. */
  private partiesAhead(operations: readonly string[]): readonly Party[] {
    const found = new Set(operations.flatMap((operation) => this.byOperation.get(operation) ?? []));
    const order = (party: Party) => this.positions.get(party)!;
    return operations.length < 2 ? [...found] : [...found].sort((a, b) => order(a) - order(b));
  }

  private *findByOperation(): InParts<void> {
    const byOperation = new Map<string, Party[]>();
    for (const party of this.parties) {
      for (const operation of this.operations.ahead(party)) {
        const others = byOperation.get(operation);
        if (others === undefined) byOperation.set(operation, [party]);
        else if (others.at(-1) !== party) others.push(party);
      }
      yield;
    }
    this.byOperation = byOperation;
  }

  /** The parties whose code can still reach an operation on the same channel, WaitGroup or Cond. */
  private servedBy(from: Party, want: Want, why: Edge['why']): Edge[] {
    const { resource } = want;
    const operations = servingOperations[want.kind] ?? [];
    if (resource === undefined) return [];
    const keys = operations.map((operation) => `${operation} ${resource.key}`);
    // A party in the function that declares the variable waits for the object of its own call.
    const owner = ownerOf(resource);
    const ownCall = from.code.some((code) => code?.func === owner) ? owner : undefined;
    const servers = this.partiesAhead(keys).flatMap((to): Edge[] => {
      const wants = this.wants.get(to)!.filter(({ resource: other }) => other?.key === resource.key);
      // A party at the other end of the same channel would have been served: it has another instance there.
      const waitsThere = wants.some(
        (other) =>
          other.kind !== want.kind &&
          (other.kind === 'send' || other.kind === 'receive') &&
          !(why === 'sends' && isEachTimeAnother(to, other)),
      );
      // If it waits for the same thing, its waiting function does not count; the callers of that function do.
      const isSame = wants.some(({ kind }) => kind === want.kind);
      const first = isSame || waitsThere ? (to.wait.site ?? 0) + 1 : 0;
      if (why === 'owesDone' && isSame && !owesDone(to, resource.key, first, this.holds)) return [];
      const running = waitsThere ? 'with another' : 'again';
      const hasMade = to !== from && this.operations.hasMade(from, resource);
      if (!this.operations.isAhead(to, keys, { ownCall, first, running, hasMade })) return [];
      return [likelyEdge(from, to, want, why, `Can still ${serviceText(why, resource.text)}`)];
    });
    return servers.length > 0 ? servers : this.formerServers(from, want, keys, why);
  }

  /** Parties that have done the operation, as far as code tells, and cannot again for a lock that the waiting one holds. */
  private formerServers(from: Party, want: Want, keys: readonly string[], why: Edge['why']): Edge[] {
    const held = new Set(this.held.get(from)!.map(({ hold }) => hold.resource.key));
    if (held.size === 0) return [];
    return this.parties
      .filter(
        (to) =>
          to !== from &&
          isLockWait(to.wait.kind) &&
          this.wants.get(to)!.some(({ resource }) => resource !== undefined && held.has(resource.key)) &&
          this.operations.isAround(to, keys),
      )
      .map((to) => {
        const evidence = `Needs the lock to ${serviceText(why, want.text ?? 'the channel')} again`;
        return likelyEdge(from, to, want, why, evidence);
      });
  }
}

function* wantsOfAll(parties: readonly Party[], program: Program, identities: Identities): InParts<Wants> {
  const wants = new Map<Party, readonly Want[]>();
  for (const party of parties) {
    wants.set(party, wantsOf(party, program, identities));
    yield;
  }
  return wants;
}

/** Unites the names of what is waited for at one address. @returns whether there were different ones */
function uniteByAddress(wants: Wants, identities: Identities): boolean {
  const byAddress = new Map<number, Resource>();
  let isUnited = false;
  for (const [{ address }, [want, ...others]] of wants) {
    if (want?.resource === undefined || address === undefined || others.length > 0) continue;
    const known = byAddress.get(address);
    if (known === undefined) byAddress.set(address, want.resource);
    else if (known.key !== want.resource.key) {
      identities.unite(known, want.resource);
      isUnited = true;
    }
  }
  return isUnited;
}
