import { goroutinesWithDigits, headlineFrame, sectionIndexOf, sectionTitle } from '../../core';
import type { FindGoroutineParams } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { goroutineItem } from './items';

/** The goroutines whose ids begin with some digits. */
export function findGoroutine(document: GroupedDump, { digits, limit }: FindGoroutineParams) {
  const { dump, isUserCode } = document;
  const found = goroutinesWithDigits(dump, digits);
  return {
    total: found.length,
    goroutines: found.slice(0, Math.max(0, limit)).map((index) => {
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
