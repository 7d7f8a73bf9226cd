import type { Dump } from '../model/dump';
import { sectionIndexOf } from '../model/goroutineAt';
import { type GoroutineIndex } from '../model/goroutines';
import { waitRole } from '../waits/waitRole';
import { waitsIn } from '../waits/waitsIn';

/** The addresses of what goroutines wait for, by goroutine index; undefined if the dump does not print one. */
export type ObjectAddresses = readonly (number | undefined)[];

/** What a goroutine waits for, and as what. */
export interface WaitedObject {
  readonly address: number;
  /** `queued writers`. */
  readonly role: string;
}

/**
 * Returns a function that tells which lock or channel a goroutine waits for; undefined if the dump does not print its address,
 * and for a channel that no other goroutine waits for: often each goroutine has its own, and its address says nothing.
 */
export function waitedObjects(
  dump: Dump,
  addresses: ObjectAddresses,
): (goroutine: GoroutineIndex) => WaitedObject | undefined {
  const waits = dump.sections.map((section) => waitsIn(dump, section));
  const counts = dump.sections.map(() => new Map<number, number>());
  for (const [goroutine, address] of addresses.entries()) {
    if (address === undefined) continue;
    const inSection = counts[sectionIndexOf(dump, goroutine)]!;
    inSection.set(address, (inSection.get(address) ?? 0) + 1);
  }
  return (goroutine) => {
    const address = addresses[goroutine];
    if (address === undefined) return undefined;
    const section = sectionIndexOf(dump, goroutine);
    const { kind } = waits[section]!(goroutine);
    const isOfOne = (kind === 'send' || kind === 'receive') && counts[section]!.get(address) === 1;
    const role = waitRole(kind);
    return isOfOne || role === undefined ? undefined : { address, role };
  };
}
