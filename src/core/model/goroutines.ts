/** Index of a goroutine in the columns, in the order of the text. */
export type GoroutineIndex = number;

declare const opaque: unique symbol;

/** Column of goroutine ids. Some goroutines have none, so the entries are opaque: nobody can show a NaN by mistake. */
export interface IdColumn {
  readonly length: number;
  readonly [goroutine: GoroutineIndex]: { readonly [opaque]: never };
}

function idColumn(ids: Float64Array): IdColumn {
  return ids as unknown as IdColumn;
}

/** The numbers of the column, for comparing and copying; NaN stands for a missing id. */
export function idNumbers(column: IdColumn): Float64Array {
  return column as unknown as Float64Array;
}

/** The id of a goroutine; undefined in forms without ids, and for the main goroutine of a race report. */
export function goroutineId({ id }: Goroutines, goroutine: GoroutineIndex): number | undefined {
  const number = idNumbers(id)[goroutine];
  return Number.isNaN(number) ? undefined : number;
}

/** The columns of `Goroutines`, and the type of each. */
const columnTypes = {
  id: Float64Array,
  /** Index into `Dump.states`. */
  state: Uint32Array,
  /** Lower bound of the wait in whole minutes; 0 if none is printed. */
  waitMinutes: Uint32Array,
  /** Index into `Dump.labels`; 0 is the empty set. */
  labels: Uint32Array,
  /** Index into `Dump.stacks`. */
  stack: Uint32Array,
  /** The N of `created by … in goroutine N`; 0 if none is printed. */
  creatorId: Float64Array,
  /** How many goroutines the entry stands for: 1, except in profiles and saved deduplicated dumps. */
  count: Uint32Array,
  /** Zero-based line of the header. */
  line: Uint32Array,
  /** Zero-based line after the goroutine's last non-blank line. */
  endLine: Uint32Array,
  /** Byte offset of the header in the UTF-8 text. */
  start: Uint32Array,
  /** Byte offset after the goroutine's last line. */
  end: Uint32Array,
} as const;

export type ColumnName = keyof typeof columnTypes;

/** The names of all columns. */
export const columnNames = Object.keys(columnTypes) as readonly ColumnName[];

export type Columns = { readonly [Name in ColumnName]: InstanceType<(typeof columnTypes)[Name]> };

/** Makes columns of zeros. */
export function makeColumns(length: number): Columns {
  const columns = columnNames.map((name) => [name, new columnTypes[name](length)] as const);
  return Object.fromEntries(columns) as unknown as Columns;
}

/** Columns with one entry per goroutine, in the order of the text. */
export interface Goroutines extends Omit<Columns, 'id'> {
  readonly length: number;
  /** As printed; read it with `goroutineId`. Not sorted, unique only within a section, 0 for a thread's own stack. */
  readonly id: IdColumn;
}

/** The first `length` entries of the columns as goroutines. */
export function goroutinesOf(columns: Columns, length: number): Goroutines {
  return { ...columns, length, id: idColumn(columns.id) };
}
