import { sectionOf } from '../goroutineAt';
import type { Dump } from '../model';
import { alikeRaces } from './alikeRaces';
import type { GoroutineGroup } from './groupDump';

/** How many of each there are. */
export interface EntryCounts {
  readonly goroutines: number;
  /** Those that loggers wrote, which are no goroutine's in particular. */
  readonly stacks: number;
  /** Reports of the race detector; those that are alike are one. */
  readonly races: number;
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
  return { goroutines, stacks, races: alikeRaces(dump, groups).length };
}
