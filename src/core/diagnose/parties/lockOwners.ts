import { appendTo } from '../../bytes/appendTo';
import { parseSymbol } from '../../go/symbol';
import { isLockWait } from '../../waits/wait';
import type { Party } from './party';

/** In bytes: the maximum offset of a lock in its struct. */
const maxOffset = 4096;

/** The object that a lock is a field of. */
export interface LockOwner {
  readonly address: number;
  readonly type: string;
}

/** Who owns a lock, and who may hold it. */
export interface OwnedLock {
  readonly owner: LockOwner;
  /** Those that have the owner among their arguments and do not wait for the lock, the likeliest first. */
  readonly mayHold: readonly Party[];
}

/** The locks that parties wait for whose owners are known, by address. */
export function ownedLocks(parties: readonly Party[]): ReadonlyMap<number, OwnedLock> {
  const addressOf = ({ wait, address }: Party) => (isLockWait(wait.kind) ? address : undefined);
  const byStatement = addressesByStatement(parties, addressOf);
  const waiting = new Map<number, Party[]>();
  const byArgument = new Map<number, Party[]>();
  for (const party of parties) {
    const isWaiting = isLockWait(party.wait.kind);
    const address = addressOf(party) ?? (isWaiting ? byStatement.get(statementOf(party) ?? '') : undefined);
    if (address !== undefined) appendTo(waiting, address, party);
    const args = new Set(party.args.flat());
    for (const each of args) if (each !== undefined) appendTo(byArgument, each, party);
  }
  const found = new Map<number, OwnedLock>();
  for (const [address, own] of waiting) {
    const owner = ownerOf(address, own);
    if (owner === undefined) continue;
    found.set(address, { owner, mayHold: candidatesFor(byArgument.get(owner.address) ?? [], owner, own) });
  }
  return found;
}

/**
 * The key of a statement on one object: the place where a party waits, and the receiver there; undefined if that is not
 * reliable.
 */
export function statementOf({ wait: { site }, stack, args }: Party): string | undefined {
  const receiver = site === undefined ? undefined : args[site]?.[0];
  if (site === undefined || receiver === undefined) return undefined;
  const { function: name, file, line } = stack.frames[site]!;
  return `${name} ${file}:${line} ${receiver}`;
}

/**
 * The locks that statements take, as far as one of those that wait there prints the address.
 *
 * @param addressOf the lock that a party waits for
 */
export function addressesByStatement(
  parties: readonly Party[],
  addressOf: (party: Party) => number | undefined,
): ReadonlyMap<string, number> {
  const addresses = new Map<string, number>();
  const ambiguous = new Set<string>();
  for (const party of parties) {
    const address = isLockWait(party.wait.kind) ? addressOf(party) : undefined;
    const statement = address === undefined ? undefined : statementOf(party);
    if (address === undefined || statement === undefined) continue;
    if ((addresses.get(statement) ?? address) !== address) ambiguous.add(statement);
    addresses.set(statement, address);
  }
  for (const statement of ambiguous) addresses.delete(statement);
  return addresses;
}

/** The receiver of the waiting methods, if the lock can be a field of it. */
export function ownerOf(address: number, waiting: readonly Party[]): LockOwner | undefined {
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
export function candidatesFor(
  parties: readonly Party[],
  owner: LockOwner,
  waiting: readonly Party[],
): readonly Party[] {
  const isMethod = ({ args, stack }: Party) =>
    stack.frames.some(
      ({ function: name }, frame) =>
        args[frame]?.[0] === owner.address && parseSymbol(name).receiver === owner.type,
    );
  const own = new Set(waiting);
  return parties
    .filter((party) => !own.has(party) && party.args.some((args) => args.includes(owner.address)))
    .sort((a, b) => Number(isMethod(b)) - Number(isMethod(a)) || a.count - b.count);
}
