import { InternTable } from '../bytes/internTable';
import { readHeaderSuffix } from '../lines/header';
import type { TextLines } from '../lines/textLines';
import type { Label } from '../model/label';
import type { State } from '../model/state';
import { KnownLines, nodeKind } from './knownLines';

/**
 * The values that goroutines with the same header suffix (the header from its bracket on) have in common, by the node
 * of the suffix. States and labels are indices into the tables of `HeaderTable`.
 */
export interface HeaderSuffixes {
  readonly state: readonly number[];
  readonly waitMinutes: readonly number[];
  readonly labels: readonly number[];
}

/** The distinct states and label sets of a dump. A header suffix that occurred before is recognized by its bytes. */
export class HeaderTable {
  private readonly stateTable = new InternTable<State>(({ text }) => text);
  private readonly labelTable = new InternTable<readonly Label[]>((labels) => JSON.stringify(labels));
  readonly suffixes: Record<keyof HeaderSuffixes, number[]> = { state: [], waitMinutes: [], labels: [] };

  constructor(
    private readonly known: KnownLines,
    private readonly lines: TextLines,
  ) {
    this.labelTable.add([]); // index 0: most goroutines have no labels
  }

  get states(): readonly State[] {
    return this.stateTable.values;
  }

  get labels(): readonly (readonly Label[])[] {
    return this.labelTable.values;
  }

  /** After a successful `read`: byte offset after the header's line feed. */
  after = 0;

  /** Reads a header from its opening bracket, at byte `start`. @returns the node of the suffix; 0 if there is none */
  read(start: number): number {
    const node = this.known.follow(KnownLines.headers, start);
    if (node > 0) {
      this.after = this.known.after;
      return node;
    }
    const end = this.lines.lineEnd(start);
    const suffix = readHeaderSuffix(this.lines.decode(start, end), 0);
    if (suffix === undefined) return 0;
    this.after = end + 1;
    const added = this.known.addNode();
    this.suffixes.state[added] = this.stateIndex(suffix.state);
    this.suffixes.waitMinutes[added] = Math.min(suffix.waitMinutes, 0xffffffff);
    this.suffixes.labels[added] = this.labelsIndex(suffix.labels);
    this.known.learn(KnownLines.headers, added, nodeKind.header, [{ start, end }]);
    return added;
  }

  stateIndex(state: State): number {
    return this.stateTable.add(state);
  }

  labelsIndex(labels: readonly Label[]): number {
    return this.labelTable.add(labels);
  }
}
