import { InternTable } from '../bytes/internTable';
import { readHeaderSuffix } from '../lines/header';
import type { TextLines } from '../lines/textLines';
import type { Label } from '../model/label';
import type { State } from '../model/state';
import { KnownLines, nodeKind } from './knownLines';

/**
 * What goroutines whose headers agree from the bracket on have in common, by the node of that tail: minutes, and numbers of
 * `HeaderTable`'s entries.
 */
export interface HeaderSuffixes {
  readonly state: readonly number[];
  readonly waitMinutes: readonly number[];
  readonly labels: readonly number[];
}

/** The states and label sets of a dump, each once. A header that ends as one before is known by its bytes. */
export class HeaderTable {
  private readonly stateTable = new InternTable<State>(({ text }) => text);
  private readonly labelTable = new InternTable<readonly Label[]>((labels) => JSON.stringify(labels));
  readonly suffixes: Record<keyof HeaderSuffixes, number[]> = { state: [], waitMinutes: [], labels: [] };

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

  /** After a successful `read`: the byte after the header's line feed. */
  after = 0;

  /** Reads a header from its opening bracket, at byte `start`. @returns the node of its tail; 0 if it is none */
  read(start: number): number {
    const node = this.known.follow(KnownLines.headers, start);
    if (node > 0) {
      this.after = this.known.after;
      return node;
    }
    const end = this.lines.lineEnd(start);
    const tail = readHeaderSuffix(this.lines.decode(start, end), 0);
    if (tail === undefined) return 0;
    this.after = end + 1;
    const added = this.known.addNode();
    this.suffixes.state[added] = this.stateNumber(tail.state);
    this.suffixes.waitMinutes[added] = Math.min(tail.waitMinutes, 0xffffffff);
    this.suffixes.labels[added] = this.labelsNumber(tail.labels);
    this.known.learn(KnownLines.headers, added, nodeKind.header, [{ start, end }]);
    return added;
  }

  stateNumber(state: State): number {
    return this.stateTable.add(state);
  }

  labelsNumber(labels: readonly Label[]): number {
    return this.labelTable.add(labels);
  }
}
