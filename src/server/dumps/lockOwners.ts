import type { CancellationToken } from 'vscode-languageserver';
import { candidatesOf, type Dump, type OwnedLock, ownedLocks, partiesOf } from '../../core';
import type { DumpText } from '../ports/dumpText';
import { maxParties, readGoroutineTexts } from './goroutineTexts';

/** The locks whose owners are known, by section and address. */
export type LockOwners = readonly ReadonlyMap<number, OwnedLock>[];

/** Reads from the text of a dump who owns the locks that goroutines wait for. */
export async function readLockOwners(
  dump: Dump,
  text: DumpText,
  token: CancellationToken,
): Promise<LockOwners> {
  const owners: ReadonlyMap<number, OwnedLock>[] = [];
  for (const section of dump.sections) {
    const all = section.kind === 'goroutines' ? candidatesOf(dump, section) : [];
    const candidates = all.slice(0, maxParties);
    const texts = await readGoroutineTexts(dump, text, candidates, token);
    owners.push(ownedLocks(partiesOf(dump, candidates, texts, () => undefined)));
  }
  return owners;
}
