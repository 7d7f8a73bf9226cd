import { type Goroutines, idColumn } from '../model/goroutines';
import type { HeaderSuffixes } from './headerTable';
import type { KernelRows } from './kernel';

/** The columns of `Goroutines` while a dump is read. */
export class GoroutineColumns {
  length = 0;
  private room: number;
  private ids: Float64Array;
  private creatorIds: Float64Array;
  private state: Uint32Array;
  private waitMinutes: Uint32Array;
  private labels: Uint32Array;
  private stack: Uint32Array;
  private counts: Uint32Array;
  private line: Uint32Array;
  private endLine: Uint32Array;
  private start: Uint32Array;
  private end: Uint32Array;

  /** @param expected how many goroutines there is room for at first */
  constructor(expected: number) {
    this.room = Math.max(64, expected);
    this.ids = new Float64Array(this.room);
    this.creatorIds = new Float64Array(this.room);
    this.state = new Uint32Array(this.room);
    this.waitMinutes = new Uint32Array(this.room);
    this.labels = new Uint32Array(this.room);
    this.stack = new Uint32Array(this.room);
    this.counts = new Uint32Array(this.room);
    this.line = new Uint32Array(this.room);
    this.endLine = new Uint32Array(this.room);
    this.start = new Uint32Array(this.room);
    this.end = new Uint32Array(this.room);
  }

  /** Begins a goroutine, of which its header has been read. */
  add(id: number, state: number, waitMinutes: number, labels: number, line: number, start: number): void {
    if (this.length === this.room) this.grow();
    const index = this.length++;
    this.ids[index] = id;
    this.state[index] = state;
    this.waitMinutes[index] = waitMinutes;
    this.labels[index] = labels;
    this.line[index] = line;
    this.start[index] = start;
    this.counts[index] = 1;
    this.endLine[index] = line + 1;
    this.end[index] = start;
  }

  /**
   * Adds those of the rows after number 0, up to `last`, which is still open; `close` sets its stack and its end.
   *
   * @param tails by node
   * @param stacks by node
   */
  addRows(rows: KernelRows, last: number, tails: HeaderSuffixes, stacks: readonly number[]): void {
    while (this.length + last > this.room) this.grow();
    const at = this.length;
    this.length += last;
    copyRows(rows.id, last, this.ids, at);
    copyRows(rows.creatorId, last, this.creatorIds, at);
    copyRows(rows.line, last, this.line, at);
    copyRows(rows.endLine, last, this.endLine, at);
    copyRows(rows.start, last, this.start, at);
    copyRows(rows.end, last, this.end, at);
    lookUpRows(rows.suffix, last, tails.state, this.state, at);
    lookUpRows(rows.suffix, last, tails.waitMinutes, this.waitMinutes, at);
    lookUpRows(rows.suffix, last, tails.labels, this.labels, at);
    lookUpRows(rows.node, last - 1, stacks, this.stack, at);
    this.counts.fill(1, at, this.length);
  }

  /** Says where the text of a goroutine ends that was open, and which stack it has. */
  close(index: number, stack: number, endLine: number, end: number): void {
    this.stack[index] = stack;
    this.endLine[index] = endLine;
    this.end[index] = end;
  }

  setCreatorId(id: number): void {
    this.creatorIds[this.length - 1] = id;
  }

  setCount(times: number): void {
    this.counts[this.length - 1] = Math.min(times, 0xffffffff);
  }

  build(): Goroutines {
    const { length: count, room } = this;
    // Memory that is not used is given back if it is worth a copy.
    const built = <Values extends Float64Array | Uint32Array>(column: Values): Values =>
      (count > room / 2 ? column.subarray(0, count) : column.slice(0, count)) as Values;
    return {
      length: count,
      id: idColumn(built(this.ids)),
      state: built(this.state),
      waitMinutes: built(this.waitMinutes),
      labels: built(this.labels),
      stack: built(this.stack),
      creatorId: built(this.creatorIds),
      count: built(this.counts),
      line: built(this.line),
      endLine: built(this.endLine),
      start: built(this.start),
      end: built(this.end),
    };
  }

  private grow(): void {
    this.room *= 2;
    this.ids = withRoom(this.ids, new Float64Array(this.room));
    this.creatorIds = withRoom(this.creatorIds, new Float64Array(this.room));
    this.state = withRoom(this.state, new Uint32Array(this.room));
    this.waitMinutes = withRoom(this.waitMinutes, new Uint32Array(this.room));
    this.labels = withRoom(this.labels, new Uint32Array(this.room));
    this.stack = withRoom(this.stack, new Uint32Array(this.room));
    this.counts = withRoom(this.counts, new Uint32Array(this.room));
    this.line = withRoom(this.line, new Uint32Array(this.room));
    this.endLine = withRoom(this.endLine, new Uint32Array(this.room));
    this.start = withRoom(this.start, new Uint32Array(this.room));
    this.end = withRoom(this.end, new Uint32Array(this.room));
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

function withRoom<Values extends Float64Array | Uint32Array>(values: Values, larger: Values): Values {
  larger.set(values);
  return larger;
}

/** How many goroutines the entries of the column `times` stand for; `to` is exclusive. */
export function countBetween(times: Uint32Array, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += times[index]!;
  return sum;
}
