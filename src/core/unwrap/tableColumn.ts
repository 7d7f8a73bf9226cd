import { quote } from '../bytes/ascii';
import type { Rewriter } from './rewriter';
import type { LineText } from './lineText';

const delimiters = [',', ';', '\t'].map((char) => char.charCodeAt(0));

/** The text of a stream in a column of a table: comma-separated values (RFC 4180), or with semicolons or tabs. */
export class TableColumn implements LineText {
  readonly isPartial = false;
  readonly title = '';

  private constructor(
    private readonly delimiter: number,
    private readonly column: number,
  ) {}

  /** The column whose cell begins at byte `content` or, with its quote, one byte before; undefined if it is the only one. */
  static at(text: Uint8Array, start: number, content: number): TableColumn | undefined {
    const cell = text[content - 1] === quote ? content - 1 : content;
    const delimiter = text[cell - 1];
    if (cell === start || delimiter === undefined || !delimiters.includes(delimiter)) return undefined;
    let column = 0;
    let at = start;
    while (at < cell) {
      at = cellEnd(text, at, cell, delimiter) + 1;
      column++;
    }
    return at === cell ? new TableColumn(delimiter, column) : undefined;
  }

  match(text: Uint8Array, start: number, end: number): number {
    let at = start;
    for (let column = 0; column < this.column; column++) {
      at = cellEnd(text, at, end, this.delimiter);
      if (text[at] !== this.delimiter || at >= end) return -1;
      at++;
    }
    return at;
  }

  /** Writes the cell that begins at byte `content`, without its quotes. */
  write(out: Rewriter, text: Uint8Array, content: number, end: number): void {
    const after = cellEnd(text, content, end, this.delimiter);
    if (text[content] === quote) writeQuotedCell(out, text, content + 1, after);
    else out.copy(content, after);
  }

  template(): undefined {
    return undefined;
  }
}

/** Writes the text of a cell up to the quote that closes it. Two quotes stand for one. */
export function writeQuotedCell(out: Rewriter, text: Uint8Array, start: number, end: number): void {
  let copied = start;
  for (let at = text.indexOf(quote, start); at >= 0 && at < end; at = text.indexOf(quote, at + 2)) {
    out.copy(copied, at);
    if (text[at + 1] !== quote || at + 1 >= end) return;
    copied = at + 1;
  }
  out.copy(copied, end);
}

/** Offset of the delimiter after the cell, or `end`. In quotes, a delimiter is text, and two quotes are one. */
function cellEnd(text: Uint8Array, start: number, end: number, delimiter: number): number {
  let at = start;
  if (text[at] === quote) {
    for (at++; at < end; at++) {
      if (text[at] !== quote) continue;
      if (text[at + 1] !== quote) break;
      at++;
    }
  }
  while (at < end && text[at] !== delimiter) at++;
  return at;
}
