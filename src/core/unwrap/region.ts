import { backslash, lineFeed, quote } from '../bytes/ascii';
import { Needle } from '../bytes/needle';
import { Rewriter } from './rewriter';
import { type StreamForm, writeText } from './stream';

/** A line feed as JSON, Go and shells escape it. */
export const escapedLineFeed = new Needle('\\n');
/** The beginning of a file line after an escaped line feed. */
export const escapedFile = new Needle('\\n\\t');

/** Lines below a header that are searched for its first frame: wrappers double blank lines. */
const frameLinesSearched = 6;
/** A blank line, or a blank line of a comment. */
const blank = /^[\s/#*>|]*$/;
/** In bytes; a line of a stack with its prefix is hardly ever longer. */
export const maxDecoded = 4096;

/** The lines of a text from byte `start` to byte `end`, exclusive; both are line starts. */
export class Region {
  private readonly decoder = new TextDecoder();

  constructor(
    readonly text: Uint8Array,
    readonly start: number,
    readonly end: number,
  ) {}

  /** Start of the line that contains byte `at`, but at least `limit`. */
  lineStart(at: number, limit: number): number {
    const before = at === 0 ? -1 : this.text.lastIndexOf(lineFeed, at - 1);
    return Math.max(before + 1, limit);
  }

  /** Offset of the line feed that ends the line of byte `at`, or the end of the region. */
  lineEnd(at: number): number {
    const end = this.text.indexOf(lineFeed, at);
    return end < 0 || end > this.end ? this.end : end;
  }

  /** @param longest maximum number of bytes; the rest is omitted */
  decode(start: number, end: number, longest: number): string {
    return this.decoder.decode(this.text.subarray(start, Math.min(end, start + longest)));
  }

  /** The starts and ends of the lines around the one from byte `start` to byte `end`: those after it, then those before. */
  *linesNear(start: number, end: number, count: number): Generator<readonly [start: number, end: number]> {
    let at = end + 1;
    for (let n = 0; n < count && at < this.end; n++) {
      const lineEnd = this.lineEnd(at);
      yield [at, lineEnd];
      at = lineEnd + 1;
    }
    at = start;
    for (let n = 0; n < count && at > this.start; n++) {
      const lineStart = this.lineStart(at - 1, this.start);
      yield [lineStart, at - 1];
      at = lineStart;
    }
  }

  /** The first lines after the one that ends at byte `end` that are not blank, each decoded up to `maxDecoded` bytes. */
  linesBelow(end: number, count: number): readonly string[] {
    const lines: string[] = [];
    let at = end + 1;
    for (let n = 0; n < frameLinesSearched && lines.length < count && at < this.end; n++) {
      const lineEnd = this.lineEnd(at);
      const line = this.decode(at, lineEnd, maxDecoded);
      if (!blank.test(line)) lines.push(line);
      at = lineEnd + 1;
    }
    return lines;
  }

  /** The text of a line of a stream, which begins at byte `content`. */
  textAt(stream: StreamForm, content: number, lineEnd: number): string {
    const out = new Rewriter(this.text);
    writeText(stream, out, this.text, content, lineEnd);
    return this.decoder.decode(out.build().text);
  }

  /**
   * Offset of the quote that opens the string around byte `at`, in a line that begins at `start`; -1 if there is none.
   */
  openQuote(start: number, at: number): number {
    let open = -1;
    for (let quoteAt = this.nextQuote(start, at); quoteAt < at; quoteAt = this.nextQuote(quoteAt + 1, at)) {
      open = open < 0 ? quoteAt : -1;
    }
    return open;
  }

  /** Offset of the next quote that is not escaped, or `end`. */
  nextQuote(start: number, end: number): number {
    for (let at = start; at < end; at++) {
      const byte = this.text[at];
      if (byte === quote) return at;
      if (byte === backslash) at++;
    }
    return end;
  }
}
