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

  /** The column as it is now, without the room to grow. */
  trimmed(): Uint32Array {
    return this.values.slice(0, this.length);
  }
}

/** What is known of a goroutine when its header has been read. */
export interface GoroutineStart {
  readonly id: number;
  readonly state: number;
  readonly waitMinutes: number;
  readonly labels: number;
  readonly line: number;
  readonly start: number;
}

/** The columns of `Goroutines` while a dump is read. */
export class GoroutineColumns {
  private readonly ids: number[] = [];
  private readonly creatorIds: number[] = [];
  private readonly state = new Column();
  private readonly waitMinutes = new Column();
  private readonly labels = new Column();
  private readonly stack = new Column();
  private readonly times = new Column();
  private readonly line = new Column();
  private readonly endLine = new Column();
  private readonly start = new Column();
  private readonly end = new Column();

  get count(): number {
    return this.ids.length;
  }

  idOf(index: number): number {
    return this.ids[index]!;
  }

  stateOf(index: number): number {
    return this.state.values[index]!;
  }

  lineOf(index: number): number {
    return this.line.values[index]!;
  }

  /** How many goroutines the entries stand for; `to` is exclusive. */
  timesBetween(from: number, to: number): number {
    let sum = 0;
    for (let index = from; index < to; index++) sum += this.times.values[index]!;
    return sum;
  }

  open(goroutine: GoroutineStart): void {
    this.ids.push(goroutine.id);
    this.creatorIds.push(0);
    this.state.push(goroutine.state);
    this.waitMinutes.push(goroutine.waitMinutes);
    this.labels.push(goroutine.labels);
    this.line.push(goroutine.line);
    this.start.push(goroutine.start);
    this.stack.push(0);
    this.times.push(1);
    this.endLine.push(goroutine.line + 1);
    this.end.push(goroutine.start);
  }

  /** Says where the last goroutine's text ends and which stack it has. */
  close(stack: number, endLine: number, end: number): void {
    const last = this.count - 1;
    this.stack.values[last] = stack;
    this.endLine.values[last] = endLine;
    this.end.values[last] = end;
  }

  setCreatorId(id: number): void {
    this.creatorIds[this.count - 1] = id;
  }

  setTimes(times: number): void {
    this.times.values[this.count - 1] = times;
  }

  build(): Goroutines {
    return {
      count: this.count,
      id: Float64Array.from(this.ids),
      state: this.state.trimmed(),
      waitMinutes: this.waitMinutes.trimmed(),
      labels: this.labels.trimmed(),
      stack: this.stack.trimmed(),
      creatorId: Float64Array.from(this.creatorIds),
      times: this.times.trimmed(),
      line: this.line.trimmed(),
      endLine: this.endLine.trimmed(),
      start: this.start.trimmed(),
      end: this.end.trimmed(),
    };
  }
}
