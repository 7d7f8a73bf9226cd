import { quote } from '../bytes/ascii';
import type { Rewriter } from './rewriter';
import type { CellText } from './lineText';

const delimiters = [',', ';', '\t'].map((char) => char.charCodeAt(0));

/** The text of a stream in a column of a table: comma-separated values (RFC 4180), or with semicolons or tabs. */
export class TableColumn implements CellText {
  readonly isPartial = false;
  readonly title = '';

  private constructor(
    private readonly delimiter: number,
    private readonly column: number,
  ) {}

  /** The column whose cell begins at byte `content` or, with its quote, one byte before; undefined if it is the only one. */
  static at(text: Uint8Array, start: number, content: number): TableColumn | undefined {
    const cell = text[content - 1] === quote ? content - 1 : content;
    if (cell === start || !isCellStart(text, cell, start)) return undefined;
    const delimiter = text[cell - 1]!;
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

  write(out: Rewriter, text: Uint8Array, content: number, end: number): void {
    const after = cellEnd(text, content, end, this.delimiter);
    if (text[content] === quote)
      writeQuotedCell(out, text, content + 1, closingQuote(text, content + 1, after));
    else out.copy(content, after);
  }

  template(): undefined {
    return undefined;
  }
}

/** Writes the text of a cell from byte `start` to the quote that closes it at byte `end`. Two quotes stand for one. */
export function writeQuotedCell(out: Rewriter, text: Uint8Array, start: number, end: number): void {
  let copied = start;
  for (let at = text.indexOf(quote, start); at >= 0 && at < end; at = text.indexOf(quote, at + 2)) {
    out.copy(copied, at);
    copied = at + 1;
  }
  out.copy(copied, end);
}

/** Whether a cell of the line from byte `start` begins at byte `at`. */
export function isCellStart(text: Uint8Array, at: number, start: number): boolean {
  return at === start || delimiters.includes(text[at - 1]!);
}

/** Offset of the quote that closes a cell, or `end`. Two quotes are text. */
export function closingQuote(text: Uint8Array, start: number, end: number): number {
  for (let at = text.indexOf(quote, start); at >= 0 && at < end; at = text.indexOf(quote, at + 2)) {
    if (text[at + 1] !== quote) return at;
  }
  return end;
}

/** Offset of the delimiter after the cell, or `end`. In quotes, a delimiter is text. */
function cellEnd(text: Uint8Array, start: number, end: number, delimiter: number): number {
  let at = text[start] === quote ? closingQuote(text, start + 1, end) : start;
  while (at < end && text[at] !== delimiter) at++;
  return at;
}
