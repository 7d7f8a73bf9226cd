import type { Label, State } from '../model';
import { ByteTable } from './byteTable';
import { readHeaderTail } from './line';
import type { TextLines } from './textLines';

/** What goroutines whose headers agree from the bracket on have in common. Numbers of `HeaderTable`'s entries. */
export interface Tail {
  readonly state: number;
  readonly waitMinutes: number;
  readonly labels: number;
}

/** The states and label sets of a dump, each once. A header that ends as one before is known by its bytes. */
export class HeaderTable {
  readonly states: State[] = [];
  readonly labels: (readonly Label[])[] = [[]];

  private readonly stateNumbers = new Map<string, number>();
  private readonly labelNumbers = new Map<string, number>([['[]', 0]]);
  private readonly tailBytes = new ByteTable();
  private readonly tails: (Tail | undefined)[] = [];

  constructor(
    private readonly text: Uint8Array,
    private readonly lines: TextLines,
  ) {}

  /** Reads a header from its opening bracket, at byte `start`, to its end; undefined if it is none. */
  tail(start: number, end: number): Tail | undefined {
    const number = this.tailBytes.intern(this.text, start, end);
    if (number < this.tails.length) return this.tails[number];
    const tail = readHeaderTail(this.lines.decode(start, end), 0);
    this.tails.push(
      tail && {
        state: this.stateNumber(tail.state),
        labels: this.labelsNumber(tail.labels),
        waitMinutes: Math.min(tail.waitMinutes, 0xffffffff),
      },
    );
    return this.tails[number];
  }

  stateNumber(state: State): number {
    return intern(state.text, state, this.states, this.stateNumbers);
  }

  labelsNumber(labels: readonly Label[]): number {
    return intern(JSON.stringify(labels), labels, this.labels, this.labelNumbers);
  }
}

function intern<T>(key: string, value: T, table: T[], numbers: Map<string, number>): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  const number = table.push(value) - 1;
  numbers.set(key, number);
  return number;
}
