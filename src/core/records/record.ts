import type { Line } from '../lines/textLines';
import type { Span } from '../model/frameText';
import type { Frame } from '../model/stack';

/** The line after another, also a blank one; undefined at the end of the text. */
export type NextLine = (line: Line) => Line | undefined;

/** Where something stands in the text. */
export interface LineSpan extends Span {
  /** Zero-based. */
  readonly lineNumber: number;
}

/** A frame and where the text has it, so that an editor can link it. */
export interface PlacedFrame extends Frame {
  readonly functionAt: LineSpan;
  /** `path:line`, or the path alone where the line stands elsewhere; undefined where no path is printed. */
  readonly fileAt: LineSpan | undefined;
}

/** The part of the text that something takes up. */
export interface TextRange {
  /** Zero-based, of its first line. */
  readonly line: number;
  /** Zero-based, after its last line that is not blank. */
  readonly endLine: number;
  /** Byte where its first line begins. */
  readonly start: number;
  /** Byte after the line feed of its last line, also where the text ends without one. */
  readonly after: number;
}

/** A stack that is not a goroutine of the runtime's own text. */
export interface StackRecord extends TextRange {
  /** Innermost first. */
  readonly frames: readonly PlacedFrame[];
  /** The `go` statement, in the forms that know it. */
  readonly createdBy: PlacedFrame | undefined;
}

/** The extent of a record from its first to its last line. */
export function textRange(first: Line, last: Line): TextRange {
  return { line: first.number, endLine: last.number + 1, start: first.start, after: last.after };
}

/** The next line with text; wrappers double blank lines, but rarely more than that. */
export function nextText(line: Line, next: NextLine): Line | undefined {
  let following = next(line);
  for (let blanks = 0; blanks < 2 && following?.text.trim() === ''; blanks++) following = next(following);
  return following?.text.trim() === '' ? undefined : following;
}

/** The place of columns of a line; `end` is after the last one. */
export function spanIn(line: Line, start: number, end: number): LineSpan {
  return { lineNumber: line.number, start, end };
}
