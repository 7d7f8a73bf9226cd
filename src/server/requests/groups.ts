import {
  backgroundOf,
  countGroups,
  goroutineId,
  hiddenAmong,
  type GoroutineGroup,
  type GroupKey,
  type GroupOrder,
  order,
  type RowName,
  withoutAccesses,
} from '../../core';
import type { Group, GroupFrame, Groups, GroupsParams } from '../../protocol';
import { type GroupedDump, keysOf } from '../dumps/groupedDump';
import { frameItem, positionOf } from './items';
import { selectedGroups, selectedParts } from './selected';

/** The groups of the selected goroutines, in the requested order. */
export function groups(document: GroupedDump, params: GroupsParams): Groups {
  const { dump } = document;
  const [key, ...others] = keysOf(params.key);
  const all = document.groups(key, params.section);
  const shown = selectedGroups(document, params);
  const ids = params.ids && new Set(params.ids);
  const wanted = ids === undefined ? shown : shown.filter(({ id }) => ids.has(id));
  return {
    groups: groupItems(document, { all, shown: withoutAccesses(dump, wanted) }, others, params.order),
    hidden: hiddenAmong(all, params.filter ?? {}).length,
    shown: countGroups(dump, shown),
    all: countGroups(dump, all),
  };
}

/** The selected groups, in order, with their parts by the further keys. */
function groupItems(
  document: GroupedDump,
  { all, shown }: { readonly all: readonly GoroutineGroup[]; readonly shown: readonly GoroutineGroup[] },
  keys: readonly GroupKey[],
  by: GroupOrder | undefined,
): readonly Group[] {
  const names = document.rowNames(all);
  const wholes = new Map(all.map((whole) => [whole.id, whole]));
  const [key, ...others] = keys;
  return order(shown, by).map((selected) => {
    const item = groupItem(document, selected, names.get(selected.id)!);
    if (key === undefined) return item;
    const parts = selectedParts(document, { whole: wholes.get(selected.id)!, selected }, key);
    return parts.all.length < 2 ? item : { ...item, groups: groupItems(document, parts, others, by) };
  });
}

function groupItem(document: GroupedDump, group: GoroutineGroup, { wait, name, narrow }: RowName): Group {
  const { goroutines } = document.dump;
  const id = group.count === 1 ? goroutineId(goroutines, group.members[0]!) : undefined;
  const { frames, createdBy, elided } = group.stack;
  const items = frames.map((frame) => frameItem(document, frame));
  const background = backgroundOf(document.dump, group);
  const gap = elided && items[elided.after - 1];
  if (gap !== undefined) items[elided!.after - 1] = { ...gap, elided: elided!.count ?? 0 };
  return {
    id: group.id,
    count: group.count,
    ...(group.count === group.fullCount ? {} : { fullCount: group.fullCount }),
    key: group.key,
    ...(group.title === undefined ? {} : { title: group.title }),
    wait,
    name,
    ...(narrow === name ? {} : { narrowName: narrow }),
    ...(id === undefined ? {} : { goroutine: id }),
    states: Object.fromEntries(
      Array.from(group.states, ([state, count]) => [state.text, count] as const).filter(
        ([text]) => text !== '',
      ),
    ),
    waitMinutes: group.waitMinutes,
    class: group.class,
    headline: group.headline === undefined ? noFrame : frameItem(document, group.headline),
    frames: items,
    ...(createdBy === undefined ? {} : { createdBy: frameItem(document, createdBy) }),
    ...(background && { background: { kind: background.kind, reason: background.reason } }),
    ...positionOf(document, goroutines.line[group.members[0]!]!),
  };
}

/** The headline of goroutines whose stacks the dump does not print. */
const noFrame: GroupFrame = { function: '(no stack)', file: '', line: 0, userCode: false };
