import type { GroupCounts } from '../../protocol';
import type { ShownSection, ShownDump } from './shownDump';

/** How many there are, and how many of these the filters let through. */
export interface Count {
  readonly shown: number;
  readonly all: number;
}

/** What is shown of one dump or of several. Only what there is counts: a profile has no races, a race report no groups. */
export interface Counts {
  readonly goroutines: Count;
  /** Those that loggers wrote, which are no goroutines. */
  readonly stacks: Count;
  readonly groups: Count;
  readonly races: Count;
  /** Of what is shown. In minutes. */
  readonly longestWait: number;
}

const none: Count = { shown: 0, all: 0 };

export function countsOfSection({
  summary,
  groups,
  groupsShown,
  groupsFilteredOut,
  races,
  racesFilteredOut,
}: ShownSection): Counts {
  const count = (kind: keyof GroupCounts): Count => ({
    shown: groupsShown[kind],
    all: groupsShown[kind] + groupsFilteredOut[kind],
  });
  return {
    goroutines: count('goroutines'),
    stacks: count('stacks'),
    groups: summary?.kind === 'races' ? none : count('groups'),
    races: { shown: races.length, all: races.length + racesFilteredOut },
    longestWait: groups.reduce((longest, { waitMinutes }) => Math.max(longest, waitMinutes.max), 0),
  };
}

/** Of all dumps of a document. */
export function countsOf({ sections }: ShownDump): Counts {
  const all = sections.map(countsOfSection);
  const sum = (kind: 'goroutines' | 'stacks' | 'groups' | 'races'): Count => ({
    shown: all.reduce((total, counts) => total + counts[kind].shown, 0),
    all: all.reduce((total, counts) => total + counts[kind].all, 0),
  });
  return {
    goroutines: sum('goroutines'),
    stacks: sum('stacks'),
    groups: sum('groups'),
    races: sum('races'),
    longestWait: Math.max(0, ...all.map(({ longestWait }) => longestWait)),
  };
}

/** How many rows of groups and race reports there are. */
export function rowsShown({ groups, races }: Counts): number {
  return groups.shown + races.shown;
}
