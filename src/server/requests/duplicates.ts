import { goroutineId } from '../../core';
import type { Duplicates } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';

/** @param limit number of ranges that the client folds; goroutines fold in the order of the text (`foldingRanges`) */
export function duplicates(document: GroupedDump, limit = Infinity): Duplicates {
  const { goroutines, sections } = document.dump;
  const foldable = limit - (sections.length > 1 ? sections.length : 0);
  let leftOut = 0;
  const copies = document.shownSections
    .flatMap((section) => document.groups('stack', section))
    .flatMap(({ members }) => {
      const [first, ...others] = members;
      if (others.length === 0) return [];
      const shown = others.filter((index) => index < foldable);
      leftOut += others.length - shown.length;
      const id = goroutineId(goroutines, first!);
      const lines = shown.map((index) => document.linesOf(index).first);
      return { ...(id !== undefined && { of: id }), count: members.length, lines };
    });
  return { copies, leftOut };
}
