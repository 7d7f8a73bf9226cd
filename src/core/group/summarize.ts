import type { Dump } from '../model/dump';
import type { Problem } from '../model/problem';
import type { Section, SectionKind } from '../model/section';
import type { StateClass } from '../model/state';

/** Goroutines in figures. Those of a saved deduplicated dump count as often as their group had them. */
export interface Stats {
  readonly goroutines: number;
  readonly groups: number;
  /** By the text between the brackets, without minutes and labels. Those of forms without states are left out. */
  readonly states: Readonly<Record<string, number>>;
  readonly classes: Readonly<Partial<Record<StateClass, number>>>;
  readonly longestWaitMinutes: number;
}

/** One of the dumps in a text. */
export interface DumpSummary extends Stats {
  readonly kind: SectionKind;
  /** The service or container, and the preamble; empty where nothing tells the dump from others. */
  readonly title: string;
  /** Zero-based. */
  readonly line: number;
}

/** All dumps of a text in figures. */
export interface Summary extends Stats {
  readonly problems: readonly Problem[];
  readonly dumps: readonly DumpSummary[];
}

/**
 * Counts a text's goroutines, by state and by class, and those of each dump in it; states come most frequent first.
 *
 * @param groupCount how many groups by `stack` the text has, or the section with the index
 */
export function summarize(dump: Dump, groupCount: (section?: number) => number): Summary {
  const { sections, goroutines, problems } = dump;
  return {
    ...figures(dump, 0, goroutines.length, sections, groupCount()),
    problems,
    dumps: sections.map((section, index) => {
      const { kind, title, source, line, firstGoroutine, goroutineCount } = section;
      const end = firstGoroutine + goroutineCount;
      return {
        kind,
        title: [source, title].filter(Boolean).join(': '),
        line,
        ...figures(dump, firstGoroutine, end, [section], groupCount(index)),
      };
    }),
  };
}

function figures(dump: Dump, from: number, to: number, sections: readonly Section[], groups: number): Stats {
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
    // From entries, because a state is text of the dump and may be called `__proto__`.
    states: Object.fromEntries(states.sort((a, b) => b[1] - a[1])),
    classes,
    longestWaitMinutes,
  };
}
