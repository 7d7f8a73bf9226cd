import {
  backgroundOf,
  countGroups,
  goroutineId,
  type GoroutineGroup,
  order,
  type RowName,
  withoutAccesses,
} from '../../core';
import type { Group, GroupFrame, Groups, GroupsParams } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { frameItem, positionOf } from './items';
import { selectedGroups } from './selected';

/** The groups of the selected goroutines, in the requested order. */
export function groups(document: GroupedDump, params: GroupsParams): Groups {
  const { dump } = document;
  const shown = selectedGroups(document, params);
  const names = document.rowNames(params.key, params.section);
  return {
    groups: order(withoutAccesses(dump, shown), params.order).map((group) =>
      groupItem(document, group, names.get(group.id)!),
    ),
    shown: countGroups(dump, shown),
    all: countGroups(dump, document.groups(params.key, params.section)),
  };
}

function groupItem(document: GroupedDump, group: GoroutineGroup, { wait, name }: RowName): Group {
  const { goroutines } = document.dump;
  const id = group.count === 1 ? goroutineId(goroutines, group.members[0]!) : undefined;
  const { frames, createdBy, elided } = group.stack;
  const items = frames.map((frame) => frameItem(document, frame));
  const background = backgroundOf(group);
  const gap = elided && items[elided.after - 1];
  if (gap !== undefined) items[elided!.after - 1] = { ...gap, elided: elided!.count ?? 0 };
  return {
    id: group.id,
    count: group.count,
    ...(group.count === group.fullCount ? {} : { fullCount: group.fullCount }),
    ...(group.title === undefined ? {} : { title: group.title }),
    wait,
    name,
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
    ...(background && { background }),
    ...positionOf(document, goroutines.line[group.members[0]!]!),
  };
}

/** The headline of goroutines whose stacks the dump does not print. */
const noFrame: GroupFrame = { function: '(no stack)', file: '', line: 0, userCode: false };
