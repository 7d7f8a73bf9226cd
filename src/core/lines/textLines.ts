import { lineFeed } from '../bytes/ascii';
import type { ByteRange } from '../bytes/range';
import type { FileLine, Span } from '../model/frameText';
import { beginsFrameOrGoroutine, readFileLine } from './frame';

/** A decoded line and its position in the text. */
export interface Line {
  readonly text: string;
  /** Byte offset of the line. */
  readonly start: number;
  /** Byte offset after the line feed. */
  readonly after: number;
  /** Zero-based. */
  readonly number: number;
}

/** A file line and its position in the text. */
export interface FileText {
  readonly line: Line;
  readonly fileLine: FileLine;
  /** Foreign lines before it, e.g. of a log that was written at the same time. */
  readonly foreign: readonly Line[];
}

/** The lines of a UTF-8 text, decoded on demand. */
export class TextLines {
  private readonly decoder = new TextDecoder();

  constructor(private readonly text: Uint8Array) {}

  lineAt(start: number, number: number): Line {
    const end = this.lineEnd(start);
    return { text: this.decode(start, end), start, after: end + 1, number };
  }

  /** The next line; undefined at the end of the text. */
  followingLine(line: Line): Line | undefined {
    return line.after < this.text.length ? this.lineAt(line.after, line.number + 1) : undefined;
  }

  /** The next line that is not blank, after at most two blank ones: some wrappers double blank lines. */
  nextLine(line: Line): Line | undefined {
    let next = line;
    for (let blanks = 0; blanks < 3 && next.after < this.text.length; blanks++) {
      next = this.lineAt(next.after, next.number + 1);
      if (next.text.trim() !== '') return next;
    }
    return undefined;
  }

  /**
   * The next line, if it is a file line, or an indented file line after foreign lines.
   *
   * @param maxForeign maximum number of foreign lines
   */
  fileLineAfter(line: Line, maxForeign = 0): FileText | undefined {
    const foreign: Line[] = [];
    for (let next = this.nextLine(line); next !== undefined; next = this.nextLine(next)) {
      const fileLine = readFileLine(next.text);
      if (fileLine !== undefined) {
        return foreign.length === 0 || /^[\t ]/.test(next.text)
          ? { line: next, fileLine, foreign }
          : undefined;
      }
      if (foreign.length === maxForeign || beginsFrameOrGoroutine(next.text)) return undefined;
      foreign.push(next);
    }
    return undefined;
  }

  /** The bytes that identify the file line. */
  fileKey({ line, fileLine }: FileText): ByteRange {
    const end = line.start + this.byteLength(line, { start: 0, end: fileLine.span.end });
    return { start: line.start, end };
  }

  /** Offset of the line feed that ends the line, or the end of the text. */
  lineEnd(start: number): number {
    const end = this.text.indexOf(lineFeed, start);
    return end < 0 ? this.text.length : end;
  }

  decode(start: number, end: number): string {
    return this.decoder.decode(this.text.subarray(start, end));
  }

  /** UTF-8 length of a span in a line. */
  byteLength(line: Line, span: Span): number {
    const ascii = line.after - 1 - line.start === line.text.length;
    if (ascii) return span.end - span.start;
    return new TextEncoder().encode(line.text.slice(span.start, span.end)).length;
  }
}
