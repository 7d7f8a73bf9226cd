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
 * @param limit maximum number of goroutines that are returned; `total` counts all
 */
export function goroutinesWithDigits(
  dump: Dump,
  digits: string,
  limit: number,
): { readonly total: number; readonly first: readonly GoroutineIndex[] } {
  const ids = idNumbers(dump.goroutines.id);
  /** The lowest ids so far, in ascending order: an id that begins with the digits is at least that number. */
  const first: GoroutineIndex[] = [];
  let total = 0;
  for (let index = 0; index < ids.length; index++) {
    if (!beginsWith(ids[index]!, digits)) continue;
    total++;
    let at = first.length;
    while (at > 0 && ids[first[at - 1]!]! > ids[index]!) at--;
    if (at >= limit) continue;
    first.splice(at, 0, index);
    if (first.length > limit) first.pop();
  }
  return { total, first };
}

function beginsWith(id: number, digits: string): boolean {
  if (Number.isNaN(id) || digits === '') return !Number.isNaN(id);
  return String(id).startsWith(digits);
}
