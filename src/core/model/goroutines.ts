/** Position of a goroutine in the columns, in the order of the text. */
export type GoroutineIndex = number;

/** One entry a goroutine in each column, in the order of the text. */
export interface Goroutines {
  readonly length: number;
  /**
   * As printed. Not sorted, unique only within a section, and 0 for a thread's own stack; NaN where the form has none,
   * and for the main goroutine of a race report.
   */
  readonly id: Float64Array;
  /** Index into `Dump.states`. */
  readonly state: Uint32Array;
  /** Lower bound of the wait in whole minutes; 0 where none is printed. */
  readonly waitMinutes: Uint32Array;
  /** Index into `Dump.labels`; 0 is the empty set. */
  readonly labels: Uint32Array;
  /** Index into `Dump.stacks`. */
  readonly stack: Uint32Array;
  /** The N of `created by … in goroutine N`; 0 where none is printed. */
  readonly creatorId: Float64Array;
  /** How many goroutines the entry stands for: 1, but for profiles and for the groups of a saved deduplicated dump. */
  readonly count: Uint32Array;
  /** Zero-based line of the header. */
  readonly line: Uint32Array;
  /** Zero-based line after the goroutine's last line that is not blank. */
  readonly endLine: Uint32Array;
  /** Byte of the UTF-8 text where the header begins. */
  readonly start: Uint32Array;
  /** Byte behind the goroutine's last line. */
  readonly end: Uint32Array;
}
