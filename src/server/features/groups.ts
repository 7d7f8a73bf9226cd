import {
  dedupText,
  filterGroups,
  type Frame,
  goroutineAt,
  type GoroutineGroup,
  labelText,
  summarize,
} from '../../core';
import type {
  GoroutineItem,
  GoroutinesParams,
  Group,
  GroupAtParams,
  GroupFrame,
  Groups,
  GroupsParams,
  StackTextParams,
  StepParams,
  Summary,
} from '../../protocol';
import type { DumpDocument } from '../dumps';

export function summary(document: DumpDocument): Summary {
  return summarize(document.dump, document.groups());
}

export function groups(document: DumpDocument, { key, filter = {}, order }: GroupsParams): Groups {
  const all = document.groups(key);
  const shown = filterGroups(document.dump, all, filter, order);
  const count = (of: readonly GoroutineGroup[]) => of.reduce((sum, group) => sum + group.count, 0);
  return {
    groups: shown.map((group) => groupItem(document, group)),
    filteredOut: { groups: all.length - shown.length, goroutines: count(all) - count(shown) },
  };
}

/** A page of a group's goroutines. */
export function goroutines(document: DumpDocument, { key, groupId, offset, limit }: GoroutinesParams) {
  const members = document.groups(key).find(({ id }) => id === groupId)?.members ?? [];
  const page = members.slice(Math.max(0, offset), Math.max(0, offset) + Math.max(0, limit));
  return { total: members.length, goroutines: page.map((index) => goroutineItem(document, index)) };
}

export function groupAt(document: DumpDocument, { line, key }: GroupAtParams) {
  const index = goroutineAt(document.dump, line);
  const group =
    index === undefined ? undefined : document.groups(key).find(({ members }) => members.includes(index));
  return group === undefined ? null : { groupId: group.id, goroutine: goroutineItem(document, index!) };
}

/** The header to go to; from outside every goroutine, a step leads to the first group. */
export function step(document: DumpDocument, params: StepParams): GoroutineItem | null {
  const all = document.groups(params.key);
  const shown = filterGroups(document.dump, all, params.filter ?? {}, params.order);
  const index = goroutineAt(document.dump, params.line);
  const direction = params.step.startsWith('next') ? 1 : -1;
  if (params.step === 'nextGroup' || params.step === 'previousGroup') {
    const at = shown.findIndex(({ members }) => index !== undefined && members.includes(index));
    const next = at < 0 ? shown[0] : around(shown, at + direction);
    return next === undefined ? null : goroutineItem(document, next.members[0]!);
  }
  const group = all.find(({ members }) => index !== undefined && members.includes(index));
  const members = group?.members ?? shown[0]?.members;
  if (members === undefined) return null;
  const at = index === undefined ? -direction : members.indexOf(index);
  return goroutineItem(document, around(members, at + direction)!);
}

/** The text of the group's first goroutine, or of the one at the line. */
export function stackText(document: DumpDocument, params: StackTextParams): string | null {
  const index =
    'line' in params
      ? goroutineAt(document.dump, params.line)
      : document.groups(params.key).find(({ id }) => id === params.groupId)?.members[0];
  if (index === undefined) return null;
  const { line, endLine } = document.dump.goroutines;
  const length = endLine[index]! - line[index]!;
  return Array.from({ length }, (_, n) => document.lineAt(line[index]! + n)).join('\n') + '\n';
}

export function dedup(document: DumpDocument, { key, filter = {}, order }: GroupsParams): { text: string } {
  const shown = filterGroups(document.dump, document.groups(key), filter, order);
  return { text: dedupText(document.dump, shown, document.lineAt) };
}

function groupItem(document: DumpDocument, group: GoroutineGroup): Group {
  const { id, line } = document.dump.goroutines;
  const { frames, createdBy, elided } = group.stack;
  const items = frames.map((frame) => frameItem(document, frame));
  const gap = elided && items[elided.after - 1];
  if (gap !== undefined) items[elided!.after - 1] = { ...gap, elided: elided!.count ?? 0 };
  return {
    id: group.id,
    count: group.count,
    ...(group.title === undefined ? {} : { title: group.title }),
    goroutineIds: group.members.map((member) => id[member]!),
    states: Object.fromEntries(Array.from(group.states, ([state, count]) => [state.text, count])),
    waitMinutes: group.waitMinutes,
    class: group.class,
    headline: group.headline === undefined ? noFrame : frameItem(document, group.headline),
    frames: items,
    ...(createdBy === undefined ? {} : { createdBy: frameItem(document, createdBy) }),
    line: line[group.members[0]!]!,
  };
}

/** The headline of goroutines whose stacks the dump does not show. */
const noFrame: GroupFrame = { function: '(no stack)', file: '', line: 0, userCode: false };

function frameItem(document: DumpDocument, frame: Frame): GroupFrame {
  const { function: name, file, line } = frame;
  return { function: name, file, line, userCode: document.isUserCode(frame) };
}

function goroutineItem({ dump }: DumpDocument, index: number): GoroutineItem {
  const { goroutines: columns, states, labels } = dump;
  return {
    id: columns.id[index]!,
    line: columns.line[index]!,
    state: states[columns.state[index]!]!.text,
    waitMinutes: columns.waitMinutes[index]!,
    labels: labels[columns.labels[index]!]!.map((label) => labelText([label])),
  };
}

function around<T>(list: readonly T[], index: number): T | undefined {
  return list[(index + list.length) % list.length];
}
