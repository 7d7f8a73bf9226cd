import { maxCount } from '../lines/count';
import { columnNames, type Columns, type Goroutines, goroutinesOf, makeColumns } from '../model/goroutines';
import type { HeaderSuffixes } from './headerTable';
import type { KernelRows } from './kernel';

/** The columns of `Goroutines` while a dump is read. */
export class GoroutineColumns {
  length = 0;
  private room: number;
  private columns: Columns;

  /** @param expected initial capacity, in goroutines */
  constructor(expected: number) {
    this.room = Math.max(64, expected);
    this.columns = makeColumns(this.room);
  }

  /** Adds a goroutine whose header has been read. */
  add(id: number, state: number, waitMinutes: number, labels: number, line: number, start: number): void {
    if (this.length === this.room) this.grow();
    const index = this.length++;
    const { columns } = this;
    columns.id[index] = id;
    columns.state[index] = state;
    columns.waitMinutes[index] = waitMinutes;
    columns.labels[index] = labels;
    columns.line[index] = line;
    columns.start[index] = start;
    columns.count[index] = 1;
    columns.endLine[index] = line + 1;
    columns.end[index] = start;
  }

  /**
   * Adds rows 1 to `last`. The last row is still open: `close` sets its stack and its end.
   *
   * @param suffixes by node
   * @param stacks by node
   */
  addRows(rows: KernelRows, last: number, suffixes: HeaderSuffixes, stacks: readonly number[]): void {
    while (this.length + last > this.room) this.grow();
    const at = this.length;
    this.length += last;
    const { columns } = this;
    copyRows(rows.id, last, columns.id, at);
    copyRows(rows.creatorId, last, columns.creatorId, at);
    copyRows(rows.line, last, columns.line, at);
    copyRows(rows.endLine, last, columns.endLine, at);
    copyRows(rows.start, last, columns.start, at);
    copyRows(rows.end, last, columns.end, at);
    lookUpRows(rows.suffix, last, suffixes.state, columns.state, at);
    lookUpRows(rows.suffix, last, suffixes.waitMinutes, columns.waitMinutes, at);
    lookUpRows(rows.suffix, last, suffixes.labels, columns.labels, at);
    lookUpRows(rows.node, last - 1, stacks, columns.stack, at);
    columns.count.fill(1, at, this.length);
  }

  /** Sets the stack and the end of a goroutine that was open. */
  close(index: number, stack: number, endLine: number, end: number): void {
    this.columns.stack[index] = stack;
    this.columns.endLine[index] = endLine;
    this.columns.end[index] = end;
  }

  setCreatorId(id: number): void {
    this.columns.creatorId[this.length - 1] = id;
  }

  setCount(count: number): void {
    this.columns.count[this.length - 1] = Math.min(count, maxCount);
  }

  build(): Goroutines {
    const { length, room, columns } = this;
    // A copy is worth its time if it frees much memory.
    const isMostlyUsed = length > room / 2;
    const built = columnNames.map((name) => {
      const column = columns[name];
      return [name, isMostlyUsed ? column.subarray(0, length) : column.slice(0, length)] as const;
    });
    return goroutinesOf(Object.fromEntries(built) as unknown as Columns, length);
  }

  private grow(): void {
    this.room *= 2;
    const larger = makeColumns(this.room);
    for (const name of columnNames) larger[name].set(this.columns[name]);
    this.columns = larger;
  }
}

function copyRows<Values extends Float64Array | Uint32Array>(
  rows: Values,
  last: number,
  column: Values,
  at: number,
): void {
  column.set(rows.subarray(1, last + 1), at);
}

function lookUpRows(
  rows: Uint32Array,
  last: number,
  table: readonly number[],
  column: Uint32Array,
  at: number,
): void {
  for (let row = 1; row <= last; row++) column[at + row - 1] = table[rows[row]!]!;
}

/** Number of goroutines that entries stand for. */
export function sumOf(counts: Uint32Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}
