import type { Dump } from '../model/dump';
import { sectionOf } from '../model/goroutineAt';
import type { GoroutineGroup } from './groupDump';

/** How many there are; accesses of data races are neither. */
export interface EntryCounts {
  readonly goroutines: number;
  /** Those that loggers wrote, which are no goroutine's in particular. */
  readonly stacks: number;
}

/** What the groups of a dump, or of several, consist of. */
export function countEntries(
  dump: Dump,
  groups: readonly Pick<GoroutineGroup, 'members' | 'count'>[],
): EntryCounts {
  let goroutines = 0;
  let stacks = 0;
  for (const { members, count } of groups) {
    const kind = sectionOf(dump, members[0]!)?.kind;
    if (kind === 'stacks') stacks += count;
    else if (kind !== 'races') goroutines += count;
  }
  return { goroutines, stacks };
}
