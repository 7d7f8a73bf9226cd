/** How many there are of each. An entry that stands for several goroutines counts as often. */
export interface Counts {
  readonly goroutines: number;
  /** Those that loggers wrote, which are no goroutine's in particular. */
  readonly stacks: number;
  /** Of goroutines and stacks. */
  readonly groups: number;
  /** Reports of the race detector; those that are alike are one. */
  readonly races: number;
}

/** What a selection shows, of all that there is. */
export interface ShownCounts {
  readonly shown: Counts;
  readonly all: Counts;
}
