import type { GroupedDump } from '../dumps/groupedDump';
import type { GroupOfSection } from './dedupGroups';

/** Each lens costs the editor time. */
const maxGroups = 1000;

/** The groups whose first goroutine has lenses: the largest of all sections, by stack. */
export function groupsWithLenses(document: GroupedDump): readonly GroupOfSection[] {
  return document.shownSections
    .flatMap((section) => document.groups('stack', section).map((group) => ({ group, section })))
    .sort((a, b) => b.group.count - a.group.count)
    .slice(0, maxGroups);
}
