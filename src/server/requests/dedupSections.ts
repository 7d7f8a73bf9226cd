import { sectionName } from '../../core';
import { dedupView } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';

/**
 * Maps the sections of a deduplicated document to those of the dump that it was made from, by their names; undefined if
 * the dump has been edited and the section is unknown.
 */
export function sectionsInDump(
  document: GroupedDump,
  dump: GroupedDump,
): (section: number | undefined) => number | undefined {
  if (dedupView(document.uri) === undefined || dump === document) return (section) => section;
  const indexesOf = (names: readonly (string | undefined)[], name: string) =>
    names.flatMap((each, index) => (each === name ? index : []));
  const names = dump.shownSections.map((section) =>
    section === undefined ? undefined : sectionName(dump.dump.sections[section]!, section),
  );
  const own = document.dump.sections.map((section) => section.name);
  return (section) => {
    const index = section ?? (own.length === 1 ? 0 : undefined);
    if (index === undefined) return undefined;
    const same = indexesOf(own, own[index]!);
    const there = indexesOf(names, own[index]!);
    return same.length === there.length ? there[same.indexOf(index)] : undefined;
  };
}
