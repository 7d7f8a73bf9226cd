import { type GoroutineGroup, type PartKey, select, type Selection } from '../../core';
import type { GroupKeys } from '../../protocol';
import { type GroupedDump, keysOf } from '../dumps/groupedDump';

/** The parameters of a request that select and group goroutines. */
interface Filtered {
  readonly section?: number | undefined;
  readonly key?: GroupKeys | undefined;
  readonly filter?: Selection | undefined;
}

/** The groups by the first key of the goroutines that the filter selects, including accesses of data races. */
export function selectedGroups(
  document: GroupedDump,
  { section, key, filter = {} }: Filtered,
): readonly GoroutineGroup[] {
  return select(document.dump, document.groups(keysOf(key)[0], section), filter, document.isUserCode);
}

/** The parts of a selected group by a key: of the whole group, and of what is selected of them. */
export function selectedParts(
  document: GroupedDump,
  { whole, selected }: { readonly whole: GoroutineGroup; readonly selected: GoroutineGroup },
  key: PartKey,
): { readonly all: readonly GoroutineGroup[]; readonly shown: readonly GoroutineGroup[] } {
  const all = document.parts(whole, key);
  if (whole === selected) return { all, shown: all };
  const counts = new Map(all.map(({ id, count }) => [id, count]));
  const shown = document.parts(selected, key).map((part) => ({ ...part, fullCount: counts.get(part.id)! }));
  return { all, shown };
}

/** The selected part of the group with the id, which may be a part of another; undefined if it is empty. */
export function selectedGroup(
  document: GroupedDump,
  { section, key, filter = {}, groupId }: Filtered & { readonly groupId: string },
): GoroutineGroup | undefined {
  const [first, ...others] = keysOf(key);
  const isOrHas = ({ id }: GoroutineGroup) => groupId === id || groupId.startsWith(`${id}/`);
  let whole = document.groups(first, section).find(isOrHas);
  let selected = whole && select(document.dump, [whole], filter, document.isUserCode)[0];
  for (const next of others) {
    if (whole === undefined || selected === undefined || whole.id === groupId) break;
    const { all, shown } = selectedParts(document, { whole, selected }, next);
    whole = all.find(isOrHas);
    selected = shown.find(isOrHas);
  }
  return whole?.id === groupId ? selected : undefined;
}
