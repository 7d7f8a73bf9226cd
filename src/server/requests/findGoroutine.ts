import { goroutinesWithDigits, headlineFrame, sectionIndexOf, sectionTitle } from '../../core';
import type { FindGoroutineParams } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { goroutineItem } from './items';

/** Maximum number of goroutines in an answer. */
const maxFound = 1000;

/** The goroutines whose ids begin with some digits. */
export function findGoroutine(document: GroupedDump, { digits, limit }: FindGoroutineParams) {
  const { dump, isUserCode } = document;
  const { total, first } = goroutinesWithDigits(dump, digits, Math.min(limit, maxFound));
  return {
    total,
    goroutines: first.map((index) => {
      const section = sectionIndexOf(dump, index);
      const isOneOfSeveral = dump.sections.length > 1 && section >= 0;
      return {
        ...goroutineItem(document, index),
        function: headlineFrame(dump.stacks[dump.goroutines.stack[index]!]!, isUserCode)?.function ?? '',
        ...(isOneOfSeveral && { dump: sectionTitle(dump.sections[section]!, section) }),
      };
    }),
  };
}
