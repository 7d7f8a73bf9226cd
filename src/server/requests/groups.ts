import {
  countGroups,
  hiddenAmong,
  type GoroutineGroup,
  type GroupOrder,
  order,
  type PartKey,
  withoutAccesses,
} from '../../core';
import type { Group, Groups, GroupsParams } from '../../protocol';
import { type GroupedDump, keysOf } from '../dumps/groupedDump';
import { groupItem } from './groupItem';
import { withHolders } from './lockHolders';
import { selectedGroups, selectedParts } from './selected';

/** The groups of the selected goroutines, in the requested order. */
export function groups(document: GroupedDump, params: GroupsParams): Groups {
  const { dump } = document;
  const [key, ...others] = keysOf(params.key);
  const all = document.groups(key, params.section);
  const shown = selectedGroups(document, params);
  const ids = params.ids && new Set(params.ids);
  const wanted = ids === undefined ? shown : shown.filter(({ id }) => ids.has(id));
  const items = groupItems(document, { all, shown: withoutAccesses(dump, wanted) }, others, params.order);
  return {
    groups: key === 'lock' ? withHolders(document, { all, items }, others) : items,
    hidden: hiddenAmong(all, params.filter ?? {}).length,
    shown: countGroups(dump, shown),
    all: countGroups(dump, all),
  };
}

/** The selected groups, in order, with their parts by the further keys. */
function groupItems(
  document: GroupedDump,
  { all, shown }: { readonly all: readonly GoroutineGroup[]; readonly shown: readonly GoroutineGroup[] },
  keys: readonly PartKey[],
  by: GroupOrder | undefined,
): readonly Group[] {
  const names = document.rowNames(all);
  const wholes = new Map(all.map((whole) => [whole.id, whole]));
  const [key, ...others] = keys;
  return order(shown, by).map((selected) => {
    const item = groupItem(document, selected, names.get(selected.id)!);
    if (key === undefined) return item;
    const parts = selectedParts(document, { whole: wholes.get(selected.id)!, selected }, key);
    if (parts.all.length > 1) return { ...item, groups: groupItems(document, parts, others, by) };
    // A single part is left out; those that it has are the group's.
    const [part] = others.length === 0 ? [] : groupItems(document, parts, others, by);
    return part?.groups === undefined ? item : { ...item, groups: part.groups };
  });
}
