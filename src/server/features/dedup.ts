import {
  type DedupGroup,
  type DedupPart,
  dedupText,
  filterGroups,
  type GroupFilter,
  type GroupKey,
  partName,
} from '../../core';
import { dedupView, type GroupsParams } from '../../protocol';
import type { GroupedDump } from '../groupedDump';

/** The deduplicated text of all dumps of a document, or of one: each stack once, however the groups are made. */
export function dedup(document: GroupedDump, params: GroupsParams): { text: string } {
  const { key = 'stack', filter = {} } = params;
  const scopes = params.dump === undefined ? document.scopes : [params.dump];
  const isOne = document.dump.sections.length === 1;
  let all = 0;
  const parts = scopes.map((scope): DedupPart => {
    const groups = document.groups(key, scope);
    all += sumOf(groups);
    const shown = filterGroups(document.dump, groups, filter);
    const section = scope ?? (isOne ? 0 : undefined);
    return { ...(section !== undefined && { section }), groups: byStack(document, shown, key, scope) };
  });
  const leftOut = all - parts.reduce((sum, { groups }) => sum + sumOf(groups), 0);
  const text = dedupText(document.dump, parts, document.lineAt);
  return { text: leftOut === 0 ? text : `${filteredText(leftOut, all, filter)}\n\n${text}` };
}

/**
 * Tells of the scopes of a deduplicated document which ones of the dump they were that it was made from, by their titles;
 * undefined where that cannot be told, because the dump has been edited.
 */
export function sourceScopes(
  document: GroupedDump,
  source: GroupedDump,
): (scope: number | undefined) => number | undefined {
  if (dedupView(document.uri) === undefined || source === document) return (scope) => scope;
  const indexesOf = (names: readonly (string | undefined)[], name: string) =>
    names.flatMap((each, index) => (each === name ? index : []));
  const names = source.scopes.map((scope) =>
    scope === undefined ? undefined : partName(source.dump, scope),
  );
  const own = document.dump.sections.map((section) => section.source);
  return (scope) => {
    const index = scope ?? (own.length === 1 ? 0 : undefined);
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
  scope: number | undefined,
): readonly DedupGroup[] {
  if (key === 'stack') return groups;
  const shown = new Set(groups.flatMap(({ members }) => members));
  const { times } = document.dump.goroutines;
  return document
    .groups('stack', scope)
    .map((group) => {
      const members = group.members.filter((member) => shown.has(member));
      return { members, count: members.reduce((sum, member) => sum + times[member]!, 0) };
    })
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => b.count - a.count);
}

function sumOf(groups: readonly DedupGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}

/** Who reads the text, perhaps saved, has to know that it is not the whole dump. */
function filteredText(leftOut: number, all: number, { text, function: name, classes, hidden }: GroupFilter) {
  const shown = [
    ...(text ? [`with “${text}”`] : []),
    ...(name === undefined ? [] : [`through ${name}`]),
    ...(classes?.length ? [classes.join(' or ')] : []),
    ...(hidden?.length ? ['groups that are not hidden'] : []),
  ];
  const counts = `${leftOut.toLocaleString('en')} of ${all.toLocaleString('en')}`;
  return `Filtered: ${counts} goroutines are left out. Shown: ${shown.join('; ')}.`;
}
