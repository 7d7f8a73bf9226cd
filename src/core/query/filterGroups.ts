import type { GoroutineGroup } from '../group/groupDump';
import { labelText } from '../group/keys';
import type { Dump } from '../model/dump';
import type { StackFrame } from '../model/stack';
import type { StateClass } from '../model/state';

/** All that is given has to hold. */
export interface GroupFilter {
  /** Part of a function, a file, a state, a label or the title of the group, in any case. */
  readonly text?: string | undefined;
  /** A function of the stack, or the one that created the goroutines, exactly as printed. */
  readonly function?: string | undefined;
  readonly classes?: readonly StateClass[] | undefined;
  /** Ids of groups to leave out. */
  readonly hidden?: readonly string[] | undefined;
}

/** What comes first: many goroutines, or a long wait. */
export type GroupOrder = 'count' | 'wait';

/** The groups that the filter lets through, largest or longest waiting first. */
export function filterGroups(
  dump: Dump,
  groups: readonly GoroutineGroup[],
  filter: GroupFilter,
  order: GroupOrder = 'count',
): readonly GoroutineGroup[] {
  const hidden = new Set(filter.hidden);
  const classes = filter.classes?.length ? new Set(filter.classes) : undefined;
  const text = filter.text?.trim().toLowerCase() ?? '';
  const shown = groups.filter(
    (group) =>
      !hidden.has(group.id) &&
      (classes === undefined || classes.has(group.class)) &&
      (filter.function === undefined || hasFunction(group, filter.function)) &&
      (text === '' || textsOf(dump, group).some((part) => part.toLowerCase().includes(text))),
  );
  // `groups` come largest first, and sorting is stable.
  return order === 'wait' ? shown.sort((a, b) => b.waitMinutes.max - a.waitMinutes.max) : shown;
}

function hasFunction({ stack }: GoroutineGroup, name: string): boolean {
  return stack.createdBy?.function === name || stack.frames.some((frame) => frame.function === name);
}

function textsOf(dump: Dump, group: GoroutineGroup): readonly string[] {
  const { frames, createdBy } = group.stack;
  const frameText = (frame: StackFrame) => [frame.function, `${frame.file}:${frame.line}`];
  const labels = new Set(group.members.map((member) => dump.goroutines.labels[member]!));
  return [
    group.title ?? '',
    ...frames.flatMap(frameText),
    ...(createdBy === undefined ? [] : frameText(createdBy)),
    ...Array.from(group.states.keys(), (state) => state.text),
    ...Array.from(labels, (index) => labelText(dump.labels[index]!)),
  ];
}
