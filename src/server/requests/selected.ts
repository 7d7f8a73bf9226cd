import { type GoroutineGroup, type GroupKey, select, type Selection } from '../../core';
import type { GroupedDump } from '../dumps/groupedDump';

/** The parameters of a request that select and group goroutines. */
interface Filtered {
  readonly section?: number | undefined;
  readonly key?: GroupKey | undefined;
  readonly filter?: Selection | undefined;
}

/** The groups of the goroutines that the filter selects, including accesses of data races. */
export function selectedGroups(
  document: GroupedDump,
  { section, key, filter = {} }: Filtered,
): readonly GoroutineGroup[] {
  return select(document.dump, document.groups(key, section), filter, document.isUserCode);
}

/** The selected part of the group with the id; undefined if it is empty. */
export function selectedGroup(
  document: GroupedDump,
  { section, key, filter = {}, groupId }: Filtered & { readonly groupId: string },
): GoroutineGroup | undefined {
  const groups = document.groups(key, section).filter(({ id }) => id === groupId);
  return select(document.dump, groups, filter, document.isUserCode)[0];
}
