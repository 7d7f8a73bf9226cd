import type { DumpBuilder } from './dumpBuilder';
import type { HeaderSuffixes } from './headerTable';
import type { KernelRows } from './kernel';
import type { StackNode } from './stackTrie';

/** The goroutine whose stack is being read, if any, and the problems of its lines. */
export class OpenGoroutine {
  /** The frames read so far, as a prefix of stacks. */
  node: StackNode = 0;
  /** -1 for none. Records may have added entries after it. */
  private index = -1;
  /** Line and byte offset after the last line that belongs to it. */
  private endLine = 0;
  private end = 0;
  /** First line inside it that could not be read; -1 for none. */
  private firstUnread = -1;

  constructor(private readonly builder: DumpBuilder) {}

  /** Whether there are lines inside it that could not be read. */
  get hasUnread(): boolean {
    return this.firstUnread >= 0;
  }

  /** Opens the next entry of the columns. */
  begin(): void {
    this.node = 0;
    this.index = this.builder.goroutines.length;
    this.firstUnread = -1;
  }

  /** Extends the goroutine up to this line and byte offset, exclusive. */
  extend(endLine: number, end: number): void {
    this.endLine = endLine;
    this.end = end;
  }

  /** Continues the goroutine with row 0 of the kernel. */
  continueFrom(rows: KernelRows): void {
    if (rows.endLine[0]! > 0) this.takeRow(rows, 0);
    const creatorId = rows.creatorId[0]!;
    if (creatorId > 0) this.builder.goroutines.setCreatorId(creatorId);
  }

  /** Adds rows 1 to `last`, of which the last one stays open. `begin` must have been called. */
  addRows(rows: KernelRows, last: number, suffixes: HeaderSuffixes): void {
    for (let row = 1; row < last; row++) {
      const node = rows.node[row]!;
      if (this.builder.trie.stackIndices[node]! < 0) this.builder.trie.stackIndex(node);
      if (node === 0) this.reportNoStack(rows.endLine[row]!);
    }
    this.builder.goroutines.addRows(rows, last, suffixes, this.builder.trie.stackIndices);
    this.index = this.builder.goroutines.length - 1;
    this.takeRow(rows, last);
  }

  private takeRow(rows: KernelRows, row: number): void {
    this.node = rows.node[row]!;
    this.endLine = rows.endLine[row]!;
    this.end = rows.end[row]!;
  }

  /** Notes a line that could not be read. It is a problem only if the goroutine continues after it. */
  addUnread(line: number): void {
    if (this.firstUnread < 0) this.firstUnread = line;
  }

  /** Reports the lines that could not be read, because the goroutine continues at this line. */
  reportUnread(line: number): void {
    if (this.firstUnread < 0) return;
    this.reportLines(this.firstUnread, line);
    this.firstUnread = -1;
  }

  /** Reports lines inside the goroutine that are not part of a stack; `endLine` is exclusive. */
  reportLines(line: number, endLine: number): void {
    const message = 'Text inside a goroutine: a frame (a function line and a file line) was expected.';
    this.builder.problems.add('unknown-line', line, endLine, message);
  }

  /** @param cutOffAt line where the text ends inside the goroutine; undefined if it does not */
  close(cutOffAt: number | undefined): void {
    if (this.index < 0) return;
    this.builder.goroutines.close(
      this.index,
      this.builder.trie.stackIndex(this.node),
      this.endLine,
      this.end,
    );
    this.index = -1;
    if (cutOffAt !== undefined) {
      const message = 'The text ends in the middle of a goroutine: the rest of the dump is missing.';
      const line = this.hasUnread ? this.firstUnread : this.endLine - 1;
      this.builder.problems.add('cut-off', line, cutOffAt, message);
    } else if (this.node === 0) {
      this.reportNoStack(this.endLine);
    }
  }

  private reportNoStack(endLine: number): void {
    this.builder.problems.add(
      'no-stack',
      endLine - 1,
      endLine,
      'A goroutine without a stack: frames were expected.',
    );
  }
}
