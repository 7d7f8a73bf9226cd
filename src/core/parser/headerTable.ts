import type { Label, State } from '../model';
import { KnownLines, nodeKind } from './knownLines';
import { readHeaderTail } from './line';
import { Table } from './table';
import type { TextLines } from './textLines';

/** What goroutines whose headers agree from the bracket on have in common. Numbers of `HeaderTable`'s entries. */
export interface Tail {
  readonly state: number;
  readonly waitMinutes: number;
  readonly labels: number;
}

/** The columns of `Tail`, by node. */
export type Tails = Readonly<Record<keyof Tail, readonly number[]>>;

/** The states and label sets of a dump, each once. A header that ends as one before is known by its bytes. */
export class HeaderTable {
  private readonly stateTable = new Table<State>(({ text }) => text);
  private readonly labelTable = new Table<readonly Label[]>((labels) => JSON.stringify(labels));
  readonly tails: Tails & Record<keyof Tail, number[]> = { state: [], waitMinutes: [], labels: [] };

  constructor(
    private readonly known: KnownLines,
    private readonly lines: TextLines,
  ) {
    this.labelTable.add([]); // number 0: most goroutines have none
  }

  get states(): readonly State[] {
    return this.stateTable.values;
  }

  get labels(): readonly (readonly Label[])[] {
    return this.labelTable.values;
  }

  /** After a successful `read`: the byte behind the header's line feed. */
  behind = 0;

  /** Reads a header from its opening bracket, at byte `start`; undefined if it is none. */
  read(start: number): Tail | undefined {
    const node = this.known.follow(KnownLines.headers, start);
    if (node > 0) {
      this.behind = this.known.behind;
      return this.tailAt(node);
    }
    const end = this.lines.lineEnd(start);
    const tail = this.readTail(this.lines.decode(start, end));
    if (tail === undefined) return undefined;
    this.behind = end + 1;
    const added = this.known.addNode();
    this.tails.state[added] = tail.state;
    this.tails.waitMinutes[added] = tail.waitMinutes;
    this.tails.labels[added] = tail.labels;
    this.known.learn(KnownLines.headers, added, nodeKind.header, [{ start, end }]);
    return tail;
  }

  /** The tail of a header that is known by its bytes. */
  private tailAt(node: number): Tail {
    const { state, waitMinutes, labels } = this.tails;
    return { state: state[node]!, waitMinutes: waitMinutes[node]!, labels: labels[node]! };
  }

  private readTail(text: string): Tail | undefined {
    const tail = readHeaderTail(text, 0);
    return (
      tail && {
        state: this.stateNumber(tail.state),
        labels: this.labelsNumber(tail.labels),
        waitMinutes: Math.min(tail.waitMinutes, 0xffffffff),
      }
    );
  }

  stateNumber(state: State): number {
    return this.stateTable.add(state);
  }

  labelsNumber(labels: readonly Label[]): number {
    return this.labelTable.add(labels);
  }
}
