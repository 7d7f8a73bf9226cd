import type { Counts, ShownCounts } from '../model/counts';
import type { Dump } from '../model/dump';
import { groupRaces } from './groupRaces';
import type { GoroutineGroup } from './groupDump';
import { kindReader } from './kinds';

/** Counts the goroutines and stacks of the groups, the groups, and the race reports with accesses in them. */
export function countGroups(dump: Dump, groups: readonly Pick<GoroutineGroup, 'members'>[]): Counts {
  const kindOf = kindReader(dump);
  const { count: counts } = dump.goroutines;
  let goroutines = 0;
  let stacks = 0;
  for (const { members } of groups) {
    for (const member of members) {
      const kind = kindOf(member);
      if (kind === 'stacks') stacks += counts[member]!;
      else if (kind !== 'races') goroutines += counts[member]!;
    }
  }
  return {
    goroutines,
    stacks,
    groups: withoutAccesses(dump, groups).length,
    races: groupRaces(dump, groups).length,
  };
}

/** Leaves out groups of data race accesses, which are shown as reports. */
export function withoutAccesses<Group extends Pick<GoroutineGroup, 'members'>>(
  dump: Dump,
  groups: readonly Group[],
): readonly Group[] {
  const kindOf = kindReader(dump);
  return groups.filter(({ members }) => members.some((member) => kindOf(member) !== 'races'));
}

/** Adds up the counts of several dumps. */
export function sumCounts(counts: readonly ShownCounts[]): ShownCounts {
  const sum = (of: keyof ShownCounts): Counts => {
    const total = (kind: keyof Counts) => counts.reduce((result, each) => result + each[of][kind], 0);
    return {
      goroutines: total('goroutines'),
      stacks: total('stacks'),
      groups: total('groups'),
      races: total('races'),
    };
  };
  return { shown: sum('shown'), all: sum('all') };
}
