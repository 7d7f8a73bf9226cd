import type { Line } from '../lines/textLines';
import type { Span } from '../model/frameText';
import type { Frame } from '../model/stack';

/** Returns the line after another, even if it is blank; undefined at the end of the text. */
export type NextLine = (line: Line) => Line | undefined;

/** A span in a line of the text. */
export interface LineSpan extends Span {
  /** Zero-based. */
  readonly lineNumber: number;
}

/** A frame and its spans in the text, which an editor can link. */
export interface LocatedFrame extends Frame {
  readonly functionSpan: LineSpan;
  /** Span of `path:line`, or only of the path if the line is elsewhere; undefined if no path is printed. */
  readonly fileSpan: LineSpan | undefined;
}

/** A range of lines. */
export interface TextRange {
  /** Zero-based first line. */
  readonly line: number;
  /** Zero-based line after the last non-blank line. */
  readonly endLine: number;
  /** Byte offset of the first line. */
  readonly start: number;
  /** Byte offset after the line feed of the last line, even if the text ends without one. */
  readonly after: number;
}

/** A stack in a form other than the runtime's. */
export interface StackRecord extends TextRange {
  /** Innermost first. */
  readonly frames: readonly LocatedFrame[];
  /** The `go` statement; undefined if the form does not have it. */
  readonly createdBy: LocatedFrame | undefined;
}

/** The range from the first to the last line of a record. */
export function textRange(first: Line, last: Line): TextRange {
  return { line: first.number, endLine: last.number + 1, start: first.start, after: last.after };
}

/** The next line that is not blank, after at most two blank ones: some wrappers double blank lines. */
export function nextText(line: Line, next: NextLine): Line | undefined {
  let following = next(line);
  for (let blanks = 0; blanks < 2 && following?.text.trim() === ''; blanks++) following = next(following);
  return following?.text.trim() === '' ? undefined : following;
}

/** The span between two columns of a line; `end` is exclusive. */
export function spanIn(line: Line, start: number, end: number): LineSpan {
  return { lineNumber: line.number, start, end };
}

/** Whether a dump can have the text as a function or a path: it has no rest of another line. */
export function isName(text: string): boolean {
  return !/\t| \+0x/.test(text);
}
