import { backgroundOf, goroutineId, type GoroutineGroup, type RowName } from '../../core';
import type { Group, GroupFrame } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { frameItem, positionOf } from './items';

export function groupItem(
  document: GroupedDump,
  group: GoroutineGroup,
  { wait, name, narrow, frame = group.headline }: RowName,
): Group {
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
    headline: frame === undefined ? noFrame : frameItem(document, frame),
    frames: items,
    ...(createdBy === undefined ? {} : { createdBy: frameItem(document, createdBy) }),
    ...(background && { background: { kind: background.kind, reason: background.reason } }),
    ...positionOf(document, goroutines.line[group.members[0]!]!),
  };
}

/** The headline of goroutines whose stacks the dump does not print. */
const noFrame: GroupFrame = { function: '(no stack)', file: '', line: 0, userCode: false };
