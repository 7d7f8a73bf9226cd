/** Position of a goroutine in the columns, in the order of the text. */
export type GoroutineIndex = number;

declare const opaque: unique symbol;

/** Ids of goroutines, some of which have none. The entries are no numbers that can be shown by mistake. */
export interface IdColumn {
  readonly length: number;
  readonly [goroutine: GoroutineIndex]: { readonly [opaque]: never };
}

/** The column of the ids; NaN for a goroutine without an id. */
export function idColumn(ids: Float64Array): IdColumn {
  return ids as unknown as IdColumn;
}

/** The numbers of the column, to compare and copy; NaN for a goroutine without an id. */
export function idNumbers(column: IdColumn): Float64Array {
  return column as unknown as Float64Array;
}

/** The id of a goroutine; undefined where the form has none, and for the main goroutine of a race report. */
export function goroutineId({ id }: Goroutines, goroutine: GoroutineIndex): number | undefined {
  const number = idNumbers(id)[goroutine];
  return Number.isNaN(number) ? undefined : number;
}

/** One entry a goroutine in each column, in the order of the text. */
export interface Goroutines {
  readonly length: number;
  /** As printed, to read with `goroutineId`. Not sorted, unique only within a section, and 0 for a thread's own stack. */
  readonly id: IdColumn;
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
  /** Byte after the goroutine's last line. */
  readonly end: Uint32Array;
}
