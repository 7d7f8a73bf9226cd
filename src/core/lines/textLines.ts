import { lineFeed } from '../bytes/ascii';
import type { ByteRange } from '../bytes/range';
import type { Span } from '../model/frameText';
import type { FileLineBelow } from './fileLineBelow';

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

  /** The lines after a line. */
  *linesAfter(line: Line): Generator<Line> {
    for (let next = this.followingLine(line); next !== undefined; next = this.followingLine(next)) yield next;
  }

  /** The bytes that identify the file line. */
  fileKey({ line, fileLine }: FileLineBelow<Line>): ByteRange {
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
