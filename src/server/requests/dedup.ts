import type { CancellationToken } from 'vscode-languageserver';
import {
  alikeRaces,
  countEntries,
  type DedupGroup,
  type DedupSection,
  dedupText,
  type EntryCounts,
  filterGroups,
  type GroupFilter,
  type GroupKey,
  sectionName,
} from '../../core';
import { dedupView, type GroupsParams } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { Turns } from '../turns';

/** The deduplicated text of all dumps of a document, or of one: each stack once, however the groups are made. */
export async function dedup(
  document: GroupedDump,
  params: GroupsParams,
  token: CancellationToken,
): Promise<{ text: string }> {
  const { key = 'stack', filter = {} } = params;
  const sections = params.section === undefined ? document.shownSections : [params.section];
  const isOne = document.dump.sections.length === 1;
  const counts: { readonly all: Counts; readonly shown: Counts }[] = [];
  const dedupSections = sections.map((index): DedupSection => {
    const groups = document.groups(key, index);
    const shown = filterGroups(document.dump, groups, filter);
    counts.push({ all: countsOf(document, groups), shown: countsOf(document, shown) });
    const section = index ?? (isOne ? 0 : undefined);
    return { ...(section !== undefined && { section }), groups: byStack(document, shown, key, index) };
  });
  const turns = new Turns(token);
  const text = await dedupText(document.dump, dedupSections, async (from, to) => {
    await turns.next();
    return document.readLines(from, to, token);
  });
  const leftOut = leftOutText(counts);
  return {
    text: leftOut === '' ? text : `Filtered: ${leftOut} are left out. ${filterText(filter)}\n\n${text}`,
  };
}

/**
 * Maps the sections of a deduplicated document to those of the dump that it was made from, by their names; undefined where
 * that is unknown because the dump has been edited.
 */
export function sourceSections(
  document: GroupedDump,
  source: GroupedDump,
): (section: number | undefined) => number | undefined {
  if (dedupView(document.uri) === undefined || source === document) return (section) => section;
  const indexesOf = (names: readonly (string | undefined)[], name: string) =>
    names.flatMap((each, index) => (each === name ? index : []));
  const names = source.shownSections.map((section) =>
    section === undefined ? undefined : sectionName(source.dump.sections[section]!, section),
  );
  const own = document.dump.sections.map((section) => section.source);
  return (section) => {
    const index = section ?? (own.length === 1 ? 0 : undefined);
    if (index === undefined) return undefined;
    const alike = indexesOf(own, own[index]!);
    const there = indexesOf(names, own[index]!);
    return alike.length === there.length ? there[alike.indexOf(index)] : undefined;
  };
}

/** The goroutines of the groups, by their stacks. */
function byStack(
  document: GroupedDump,
  groups: readonly DedupGroup[],
  key: GroupKey,
  section: number | undefined,
): readonly DedupGroup[] {
  if (key === 'stack') return groups;
  const shown = new Set(groups.flatMap(({ members }) => members));
  const { count: times } = document.dump.goroutines;
  return document
    .groups('stack', section)
    .map((group) => {
      const members = group.members.filter((member) => shown.has(member));
      return { members, count: members.reduce((sum, member) => sum + times[member]!, 0) };
    })
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => b.count - a.count);
}

interface Counts extends EntryCounts {
  /** Those that are alike are one. */
  readonly races: number;
}

function countsOf({ dump }: GroupedDump, groups: readonly DedupGroup[]): Counts {
  return { ...countEntries(dump, groups), races: alikeRaces(dump, groups).length };
}

/** `120 of 4,663 goroutines and 1 of 2 data races`; empty if nothing is left out. */
function leftOutText(counts: readonly { readonly all: Counts; readonly shown: Counts }[]): string {
  const names = { goroutines: 'goroutines', stacks: 'stacks', races: 'data races' } as const;
  const texts = (Object.keys(names) as (keyof Counts)[]).flatMap((kind) => {
    const all = counts.reduce((sum, each) => sum + each.all[kind], 0);
    const leftOut = all - counts.reduce((sum, each) => sum + each.shown[kind], 0);
    if (leftOut === 0) return [];
    return `${leftOut.toLocaleString('en')} of ${all.toLocaleString('en')} ${names[kind]}`;
  });
  return texts.join(' and ');
}

/** Who reads the text, perhaps saved, has to know that it is not the whole dump. */
function filterText({ text, function: name, classes, hidden }: GroupFilter): string {
  const shown = [
    ...(text ? [`with “${text}”`] : []),
    ...(name === undefined ? [] : [`through ${name}`]),
    ...(classes?.length ? [classes.join(' or ')] : []),
    ...(hidden?.length ? ['groups that are not hidden'] : []),
  ];
  return `Shown: ${shown.join('; ')}.`;
}
