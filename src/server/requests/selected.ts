import { type GoroutineGroup, type GroupKey, select, type Selection } from '../../core';
import type { GroupedDump } from '../dumps/groupedDump';

/** The part of a request's parameters that says which goroutines are wanted, and how they are grouped. */
interface Filtered {
  readonly section?: number | undefined;
  readonly key?: GroupKey | undefined;
  readonly filter?: Selection | undefined;
}

/** The groups of the goroutines that the filter selects, those of the accesses of data races among them. */
export function selectedGroups(
  document: GroupedDump,
  { section, key, filter = {} }: Filtered,
): readonly GoroutineGroup[] {
  return select(document.dump, document.groups(key, section), filter, document.isUserCode);
}

/** What the filter selects of the group with the id; undefined if that is nothing. */
export function selectedGroup(
  document: GroupedDump,
  { section, key, filter = {}, groupId }: Filtered & { readonly groupId: string },
): GoroutineGroup | undefined {
  const groups = document.groups(key, section).filter(({ id }) => id === groupId);
  return select(document.dump, groups, filter, document.isUserCode)[0];
}
