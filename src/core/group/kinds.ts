import type { Dump } from '../model/dump';
import { sectionOf } from '../model/goroutineAt';
import type { GoroutineIndex } from '../model/goroutines';
import type { Section, SectionKind } from '../model/section';

/** Returns a function that finds the kind of a goroutine's section, in constant time if it is called in text order. */
export function kindReader(dump: Dump): (goroutine: GoroutineIndex) => SectionKind | undefined {
  let last: Section | undefined;
  return (goroutine) => {
    const offset = goroutine - (last?.firstGoroutine ?? Infinity);
    if (last === undefined || offset < 0 || offset >= last.goroutineCount) last = sectionOf(dump, goroutine);
    return last?.kind;
  };
}
