import type { CancellationToken } from 'vscode-languageserver';
import {
  alikeRaces,
  countEntries,
  filterGroups,
  type StackFrame,
  type GoroutineIndex,
  goroutineAt,
  goroutineId,
  type GoroutineGroup,
  headlineFrame,
  labelText,
  type RaceStack,
  sectionIndexOf,
  summarize,
} from '../../core';
import type {
  GoroutineItem,
  GoroutinesParams,
  GroupAtParams,
  Step,
  StepParams,
  Group,
  GroupFrame,
  Groups,
  GroupsParams,
  Races,
  RaceStackItem,
  StackTextParams,
  Summary,
} from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { sourceSections } from './dedup';

export function summary(document: GroupedDump): Summary {
  const isOne = document.dump.sections.length === 1;
  const counts = (section?: number) => document.groups('stack', isOne ? undefined : section).length;
  const { problems, sections, ...stats } = summarize(document.dump, counts);
  const lineOf = (line: number) => document.position(line).line;
  return {
    ...stats,
    problems: problems.map((problem) => {
      const line = lineOf(problem.line);
      return { ...problem, line, endLine: Math.max(line, lineOf(problem.endLine - 1) + 1) };
    }),
    sections: sections.map((section) => ({ ...section, line: lineOf(section.line) })),
  };
}

export function groups(document: GroupedDump, { section, key, filter = {}, order }: GroupsParams): Groups {
  const all = document.groups(key, section);
  const shown = filterGroups(document.dump, all, filter, order);
  const { goroutines, stacks } = countEntries(document.dump, all);
  const counts = { groups: shown.length, ...countEntries(document.dump, shown) };
  return {
    groups: shown.map((group) => groupItem(document, group)),
    shown: counts,
    filteredOut: {
      groups: all.length - counts.groups,
      goroutines: goroutines - counts.goroutines,
      stacks: stacks - counts.stacks,
    },
  };
}

/** A page of a group's goroutines. */
export function goroutines(document: GroupedDump, params: GoroutinesParams) {
  const { total, page } = membersOf(document, params);
  return { total, goroutines: page.map((index) => goroutineItem(document, index)) };
}

/** A page of the ids of a group's goroutines. */
export function goroutineIds(document: GroupedDump, params: GoroutinesParams) {
  const { total, page } = membersOf(document, params);
  return { total, ids: page.flatMap((index) => goroutineId(document.dump.goroutines, index) ?? []) };
}

function membersOf(document: GroupedDump, { section, key, groupId, offset, limit }: GoroutinesParams) {
  const members = document.groups(key, section).find(({ id }) => id === groupId)?.members ?? [];
  const from = Math.max(0, offset);
  return { total: members.length, page: members.slice(from, from + Math.max(0, limit)) };
}

/** @param source the dump that a deduplicated document was made from; else the document itself */
export function groupAt(document: GroupedDump, params: GroupAtParams, source: GroupedDump) {
  const index = goroutineOf(document, params);
  if (index === undefined) return null;
  const shownSection = document.shownSectionOf(index);
  const group = document.groups(params.key, shownSection).find(({ members }) => members.includes(index));
  if (group === undefined) return null;
  const own = source === document ? sectionIndexOf(document.dump, index) : 0;
  const section = sourceSections(document, source)(shownSection) ?? own;
  return { section, groupId: group.id, goroutine: goroutineItem(document, index) };
}

function goroutineOf(
  document: GroupedDump,
  { line, character = 0 }: { readonly line: number; readonly character?: number },
) {
  return goroutineAt(document.dump, document.textPosition({ line, character }).line);
}

const steps: readonly Step[] = ['nextGoroutine', 'previousGoroutine', 'nextGroup', 'previousGroup'];

/** The header to go to; from outside every goroutine, a step leads to the first group. */
export function step(document: GroupedDump, params: StepParams): GoroutineItem | null {
  if (!steps.includes(params.step)) {
    throw new Error('A step is nextGoroutine, previousGoroutine, nextGroup or previousGroup.');
  }
  const index = goroutineOf(document, params);
  const all = document.groups(params.key, index === undefined ? undefined : document.shownSectionOf(index));
  const shown = filterGroups(document.dump, all, params.filter ?? {}, params.order);
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
export async function stackText(
  document: GroupedDump,
  params: StackTextParams,
  token: CancellationToken,
): Promise<string | null> {
  const index =
    'line' in params
      ? goroutineOf(document, params)
      : document.groups(params.key, params.section).find(({ id }) => id === params.groupId)?.members[0];
  if (index === undefined) return null;
  const { line, endLine } = document.dump.goroutines;
  return (await document.readLines(line[index]!, endLine[index]!, token)).join('\n') + '\n';
}

function groupItem(document: GroupedDump, group: GoroutineGroup): Group {
  const { goroutines } = document.dump;
  const { frames, createdBy, elided } = group.stack;
  const items = frames.map((frame) => frameItem(document, frame));
  const gap = elided && items[elided.after - 1];
  if (gap !== undefined) items[elided!.after - 1] = { ...gap, elided: elided!.count ?? 0 };
  return {
    id: group.id,
    count: group.count,
    ...(group.title === undefined ? {} : { title: group.title }),
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
    ...placeOf(document, goroutines.line[group.members[0]!]!),
  };
}

/** The headline of goroutines whose stacks the dump does not show. */
const noFrame: GroupFrame = { function: '(no stack)', file: '', line: 0, userCode: false };

function frameItem(document: GroupedDump, frame: StackFrame): GroupFrame {
  const { function: name, file, line } = frame;
  return { function: name, file, line, userCode: document.isUserCode(frame) };
}

function goroutineItem(document: GroupedDump, index: GoroutineIndex): GoroutineItem {
  const { goroutines: columns, states, labels } = document.dump;
  const id = goroutineId(columns, index);
  return {
    ...(id === undefined ? {} : { id }),
    ...(columns.count[index] === 1 ? {} : { count: columns.count[index]! }),
    ...placeOf(document, columns.line[index]!),
    state: states[columns.state[index]!]!.text,
    waitMinutes: columns.waitMinutes[index]!,
    labels: labels[columns.labels[index]!]!.map((label) => labelText([label])),
  };
}

/** Where a line begins in the document; without the column if that is 0. */
function placeOf(document: GroupedDump, at: number): { readonly line: number; readonly character?: number } {
  const { line, character } = document.position(at);
  return character === 0 ? { line } : { line, character };
}

/** The reports of the race detector. */
export function races(document: GroupedDump, { section, key, filter = {} }: GroupsParams): Races {
  const groups = document.groups(key, section);
  const all = alikeRaces(document.dump, groups);
  const shown = alikeRaces(document.dump, filterGroups(document.dump, groups, filter));
  return {
    races: shown.map(({ first, count: times }) => ({
      ...(times === 1 ? {} : { count: times }),
      stacks: first.stacks.map((stack) => raceStackItem(document, stack)),
    })),
    filteredOut: all.length - shown.length,
  };
}

function raceStackItem(document: GroupedDump, { role, title, line, frames }: RaceStack): RaceStackItem {
  const headline = headlineFrame({ frames, createdBy: undefined }, document.isUserCode);
  return {
    role,
    title,
    ...document.position(line),
    ...(headline && { headline: frameItem(document, headline) }),
    frames: frames.map((frame) => frameItem(document, frame)),
  };
}

function around<T>(list: readonly T[], index: number): T | undefined {
  return list[(index + list.length) % list.length];
}
