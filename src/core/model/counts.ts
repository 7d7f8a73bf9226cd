/** What a dump, a section or a selection contains. An entry that stands for several goroutines counts as that many. */
export interface Counts {
  readonly goroutines: number;
  /** Stacks that loggers wrote, which belong to no particular goroutine. */
  readonly stacks: number;
  /** Groups of goroutines or stacks. */
  readonly groups: number;
  /** Reports of the race detector; equal ones count once. */
  readonly races: number;
}

/** Counts of what the filter selects, and of everything. */
export interface ShownCounts {
  readonly shown: Counts;
  readonly all: Counts;
}
