import { sectionIndexOf } from '../../core';
import type { GroupAtParams } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { goroutineItem, goroutineOf } from './items';
import { sectionsInDump } from './dedupSections';

/** @param dump the dump that a deduplicated document was made from; for any other document, the document itself */
export function groupAt(document: GroupedDump, params: GroupAtParams, dump: GroupedDump) {
  const index = goroutineOf(document, params);
  if (index === undefined) return null;
  const group = document.groupOf(index, params.key);
  if (group === undefined) return null;
  const own = dump === document ? sectionIndexOf(document.dump, index) : 0;
  const section = sectionsInDump(document, dump)(document.shownSectionOf(index)) ?? own;
  return { section, groupId: group.id, goroutine: goroutineItem(document, index) };
}
