import type { Goroutines } from '../model';

/** A column of unsigned integers that grows. */
export class Column {
  values = new Uint32Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }
}

/** The columns of `Goroutines` while a dump is read. */
export class GoroutineColumns {
  count = 0;
  private room: number;
  private ids: Float64Array;
  private creatorIds: Float64Array;
  private state: Uint32Array;
  private waitMinutes: Uint32Array;
  private labels: Uint32Array;
  private stack: Uint32Array;
  private times: Uint32Array;
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
    this.times = new Uint32Array(this.room);
    this.line = new Uint32Array(this.room);
    this.endLine = new Uint32Array(this.room);
    this.start = new Uint32Array(this.room);
    this.end = new Uint32Array(this.room);
  }

  /** Begins a goroutine, of which its header has been read. */
  add(id: number, state: number, waitMinutes: number, labels: number, line: number, start: number): void {
    if (this.count === this.room) this.grow();
    const index = this.count++;
    this.ids[index] = id;
    this.state[index] = state;
    this.waitMinutes[index] = waitMinutes;
    this.labels[index] = labels;
    this.line[index] = line;
    this.start[index] = start;
    this.times[index] = 1;
    this.endLine[index] = line + 1;
    this.end[index] = start;
  }

  /** Says where the last goroutine's text ends and which stack it has. */
  close(stack: number, endLine: number, end: number): void {
    const last = this.count - 1;
    this.stack[last] = stack;
    this.endLine[last] = endLine;
    this.end[last] = end;
  }

  setCreatorId(id: number): void {
    this.creatorIds[this.count - 1] = id;
  }

  setTimes(times: number): void {
    this.times[this.count - 1] = Math.min(times, 0xffffffff);
  }

  build(): Goroutines {
    const { count } = this;
    return {
      count,
      id: this.ids.slice(0, count),
      state: this.state.slice(0, count),
      waitMinutes: this.waitMinutes.slice(0, count),
      labels: this.labels.slice(0, count),
      stack: this.stack.slice(0, count),
      creatorId: this.creatorIds.slice(0, count),
      times: this.times.slice(0, count),
      line: this.line.slice(0, count),
      endLine: this.endLine.slice(0, count),
      start: this.start.slice(0, count),
      end: this.end.slice(0, count),
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
    this.times = withRoom(this.times, new Uint32Array(this.room));
    this.line = withRoom(this.line, new Uint32Array(this.room));
    this.endLine = withRoom(this.endLine, new Uint32Array(this.room));
    this.start = withRoom(this.start, new Uint32Array(this.room));
    this.end = withRoom(this.end, new Uint32Array(this.room));
  }
}

function withRoom<Values extends Float64Array | Uint32Array>(values: Values, larger: Values): Values {
  larger.set(values);
  return larger;
}

/** How many goroutines the entries of the column `times` stand for; `to` is exclusive. */
export function timesBetween(times: Uint32Array, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += times[index]!;
  return sum;
}
