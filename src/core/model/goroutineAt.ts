import { lastIndex } from '../bytes/lastIndex';
import type { Dump } from './dump';
import { type GoroutineIndex, idNumbers } from './goroutines';
import type { Section } from './section';

/** The goroutine that contains the zero-based line; undefined for a line between or outside goroutines. */
export function goroutineAt(dump: Dump, line: number): GoroutineIndex | undefined {
  const header = dump.goroutines.line;
  const index = lastIndex(header.length, (goroutine) => header[goroutine]! <= line);
  return index >= 0 && line < dump.goroutines.endLine[index]! ? index : undefined;
}

/** The section that contains the goroutine. */
export function sectionOf(dump: Dump, goroutine: GoroutineIndex): Section | undefined {
  return dump.sections[sectionIndexOf(dump, goroutine)];
}

/** Index of the section that contains the goroutine; -1 if the dump has no sections. */
export function sectionIndexOf({ sections }: Dump, goroutine: GoroutineIndex): number {
  return lastIndex(sections.length, (index) => sections[index]!.firstGoroutine <= goroutine);
}

/** The goroutine with the id in the section of `near` or, without `near`, the first one in the text. */
export function goroutineWithId(dump: Dump, id: number, near?: GoroutineIndex): GoroutineIndex | undefined {
  const ids = idNumbers(dump.goroutines.id);
  const section = near === undefined ? undefined : sectionOf(dump, near);
  if (section !== undefined) {
    const end = section.firstGoroutine + section.goroutineCount;
    const index = ids.subarray(section.firstGoroutine, end).indexOf(id);
    return index < 0 ? undefined : section.firstGoroutine + index; // ids are unique only within a process
  }
  const index = ids.indexOf(id);
  return index < 0 ? undefined : index;
}

/**
 * The goroutines whose ids begin with the digits: the one with just these digits first, then by id.
 *
 * @param digits decimal; empty for all
 */
export function goroutinesWithDigits(dump: Dump, digits: string): readonly GoroutineIndex[] {
  const ids = idNumbers(dump.goroutines.id);
  const found: GoroutineIndex[] = [];
  for (let index = 0; index < ids.length; index++) {
    if (!Number.isNaN(ids[index]) && String(ids[index]).startsWith(digits)) found.push(index);
  }
  // An id that begins with the digits is at least that number.
  return found.sort((a, b) => ids[a]! - ids[b]! || a - b);
}
