import type { DumpPart, ShownDump } from './groupList';

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

export function countsOfPart({ summary, groups, filteredOut, races, racesFilteredOut }: DumpPart): Counts {
  const longestWait = groups.reduce((longest, { waitMinutes }) => Math.max(longest, waitMinutes.max), 0);
  const count = (shown: number, out: number): Count => ({ shown, all: shown + out });
  if (summary?.kind === 'races') {
    const reports = count(races.length, racesFilteredOut);
    return { goroutines: none, stacks: none, groups: none, races: reports, longestWait };
  }
  const entries = count(
    groups.reduce((sum, group) => sum + group.count, 0),
    filteredOut.goroutines,
  );
  const isOfStacks = summary?.kind === 'stacks';
  return {
    goroutines: isOfStacks ? none : entries,
    stacks: isOfStacks ? entries : none,
    groups: count(groups.length, filteredOut.groups),
    races: none,
    longestWait,
  };
}

/** Of all dumps of a document. */
export function countsOf({ parts }: ShownDump): Counts {
  const all = parts.map(countsOfPart);
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
