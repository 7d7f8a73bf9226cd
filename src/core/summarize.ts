import type { GoroutineGroup } from './group/groupDump';
import type { Dump, Problem, StateClass } from './model';

/** A dump in figures. Goroutines of a saved deduplicated dump count as often as their group had them. */
export interface Summary {
  readonly goroutines: number;
  readonly groups: number;
  /** By the text between the brackets, without minutes and labels. */
  readonly states: Readonly<Record<string, number>>;
  readonly classes: Readonly<Partial<Record<StateClass, number>>>;
  readonly longestWaitMinutes: number;
  readonly problems: readonly Problem[];
}

/**
 * Counts a dump's goroutines, by state and by class; its states come most frequent first.
 *
 * @param groups the dump's, by `stack`
 */
export function summarize(dump: Dump, groups: readonly GoroutineGroup[]): Summary {
  const counts = new Float64Array(dump.states.length);
  let goroutines = 0;
  let longestWaitMinutes = 0;
  for (let index = 0; index < dump.goroutines.count; index++) {
    const times = dump.goroutines.times[index]!;
    counts[dump.goroutines.state[index]!]! += times;
    goroutines += times;
    longestWaitMinutes = Math.max(longestWaitMinutes, dump.goroutines.waitMinutes[index]!);
  }
  const states: [string, number][] = [];
  const classes: Partial<Record<StateClass, number>> = {};
  dump.states.forEach((state, index) => {
    const count = counts[index]!;
    states.push([state.text, count]);
    classes[state.class] = (classes[state.class] ?? 0) + count;
  });
  return {
    goroutines,
    groups: groups.length,
    // From entries, because a state is text of the dump and may be called `__proto__`.
    states: Object.fromEntries(states.sort((a, b) => b[1] - a[1])),
    classes,
    longestWaitMinutes,
    problems: dump.problems,
  };
}
