import type { Dump } from '../model/dump';
import type { Problem } from '../model/problem';
import { goroutinesIn, type Section, type SectionKind } from '../model/section';
import type { StateClass } from '../model/state';
import { sectionTitle } from '../text/section';
import type { GoroutineGroup } from './groupDump';

/** Statistics of goroutines. An entry counts as many times as its count says. */
export interface Stats {
  readonly goroutines: number;
  readonly groups: number;
  /** Counts by the text between the brackets, without minutes and labels. Forms without states are left out. */
  readonly states: Readonly<Record<string, number>>;
  readonly classes: Readonly<Partial<Record<StateClass, number>>>;
  readonly longestWaitMinutes: number;
}

/** One dump of a text. */
export interface SectionSummary extends Stats {
  readonly kind: SectionKind;
  /** Result of `sectionTitle`. */
  readonly title: string;
  /** Zero-based. */
  readonly line: number;
  /** Date and time of the log line that contains its first line, or is close above it, as written there. */
  readonly time?: string;
}

/** Maximum number of sections in a summary. */
export const maxSections = 1000;

/** Statistics of all dumps of a text. */
export interface Summary extends Stats {
  readonly problems: readonly Problem[];
  /** The first {@link maxSections} sections. */
  readonly sections: readonly SectionSummary[];
}

/**
 * Counts the goroutines of a text by state and by class, in total and for each section. States are sorted by count.
 *
 * @param groups the groups of the whole text by `stack`
 */
export function summarize(dump: Dump, groups: readonly GoroutineGroup[]): Summary {
  const { sections, goroutines, problems } = dump;
  const shown = sections.slice(0, maxSections);
  const groupCounts = countGroupsIn(dump, shown, groups);
  return {
    ...statsOf(dump, 0, goroutines.length, sections, groups.length),
    problems,
    sections: shown.map((section, index) => {
      const { kind, line, firstGoroutine, goroutineCount } = section;
      const end = firstGoroutine + goroutineCount;
      return {
        kind,
        title: sectionTitle(section, index),
        line,
        ...statsOf(dump, firstGoroutine, end, [section], groupCounts[index]!),
      };
    }),
  };
}

/** The number of groups that have goroutines in each section. */
function countGroupsIn(
  dump: Dump,
  sections: readonly Section[],
  groups: readonly GoroutineGroup[],
): readonly number[] {
  const groupOf = new Uint32Array(dump.goroutines.length);
  for (const [index, { members }] of groups.entries()) for (const member of members) groupOf[member] = index;
  const lastSection = new Int32Array(groups.length).fill(-1);
  return sections.map((section, index) => {
    let count = 0;
    for (const goroutine of goroutinesIn(section)) {
      const group = groupOf[goroutine]!;
      if (lastSection[group] !== index) count++;
      lastSection[group] = index;
    }
    return count;
  });
}

function statsOf(dump: Dump, from: number, to: number, sections: readonly Section[], groups: number): Stats {
  const counts = new Map<number, number>();
  let longestWaitMinutes = 0;
  for (let index = from; index < to; index++) {
    const state = dump.goroutines.state[index]!;
    counts.set(state, (counts.get(state) ?? 0) + dump.goroutines.count[index]!);
    longestWaitMinutes = Math.max(longestWaitMinutes, dump.goroutines.waitMinutes[index]!);
  }
  const states: [string, number][] = [];
  const classes: Partial<Record<StateClass, number>> = {};
  for (const [index, count] of counts) {
    const state = dump.states[index]!;
    if (state.class !== 'unknown') states.push([state.text, count]);
    classes[state.class] = (classes[state.class] ?? 0) + count;
  }
  return {
    goroutines: sections.reduce((sum, section) => sum + section.goroutines, 0),
    groups,
    // Built from entries, because a state is text of the dump and may be `__proto__`.
    states: Object.fromEntries(states.sort((a, b) => b[1] - a[1])),
    classes,
    longestWaitMinutes,
  };
}
