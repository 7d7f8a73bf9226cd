import { lineFeed } from '../bytes/ascii';
import type { ByteRange } from '../bytes/range';
import type { FileLine, Span } from '../model/frameText';
import { isOfTraceback, readFileLine } from './frame';

/** A line, decoded, and where it stands in the text. */
export interface Line {
  readonly text: string;
  readonly start: number;
  /** Byte after the line feed. */
  readonly after: number;
  /** Zero-based. */
  readonly number: number;
}

/** A line that names a file, and what it says. */
export interface FileText {
  readonly line: Line;
  readonly fileLine: FileLine;
  /** Lines of something else before it, as a log's are that was written at the same time. */
  readonly foreign: readonly Line[];
}

/** The lines of a UTF-8 text, decoded when they are asked for. */
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

  /** The next line that is not blank; wrappers double blank lines, but rarely more than that. */
  nextLine(line: Line): Line | undefined {
    let next = line;
    for (let blanks = 0; blanks < 3 && next.after < this.text.length; blanks++) {
      next = this.lineAt(next.after, next.number + 1);
      if (next.text.trim() !== '') return next;
    }
    return undefined;
  }

  /**
   * The next line, if it names a file; or one that is indented, after foreign lines.
   *
   * @param mostForeign how many lines of something else there may be
   */
  fileLineAfter(line: Line, mostForeign = 0): FileText | undefined {
    const foreign: Line[] = [];
    for (let next = this.nextLine(line); next !== undefined; next = this.nextLine(next)) {
      const fileLine = readFileLine(next.text);
      if (fileLine !== undefined) {
        return foreign.length === 0 || /^[\t ]/.test(next.text)
          ? { line: next, fileLine, foreign }
          : undefined;
      }
      if (foreign.length === mostForeign || isOfTraceback(next.text)) return undefined;
      foreign.push(next);
    }
    return undefined;
  }

  /** The bytes by which the file line is known again. */
  fileKey({ line, fileLine }: FileText): ByteRange {
    const end = line.start + this.byteLength(line, { start: 0, end: fileLine.span.end });
    return { start: line.start, end };
  }

  /** Byte of the line's line feed, or the end of the text. */
  lineEnd(start: number): number {
    const end = this.text.indexOf(lineFeed, start);
    return end < 0 ? this.text.length : end;
  }

  decode(start: number, end: number): string {
    return this.decoder.decode(this.text.subarray(start, end));
  }

  /** UTF-8 length of a span that was read from a line. */
  byteLength(line: Line, span: Span): number {
    const ascii = line.after - 1 - line.start === line.text.length;
    if (ascii) return span.end - span.start;
    return new TextEncoder().encode(line.text.slice(span.start, span.end)).length;
  }
}
