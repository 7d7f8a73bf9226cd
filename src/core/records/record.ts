/**
 * Stacks that reach people in other forms than the runtime's own text. Each form has a reader in this folder, which
 * is handed a decoded line and a way to the next one, and answers the record that begins at that line; a caller goes
 * on behind it. Readers take time linear in what they read, never throw, and read no line twice as a record.
 */
import type { Frame } from '../model';
import type { Span } from '../parser/line';
import type { Line } from '../parser/textLines';

/** The line behind another, also a blank one; undefined at the end of the text. */
export type NextLine = (line: Line) => Line | undefined;

/** A place in code: the symbol, the path and the one-based line as printed. No form but the runtime's has C frames. */
export type PlainFrame = Omit<Frame, 'kind'>;

/** Where something stands in the text. */
export interface Place extends Span {
  /** Zero-based. */
  readonly lineNumber: number;
}

/** A frame and where the text has it, so that an editor can link it. */
export interface PlacedFrame extends PlainFrame {
  readonly functionAt: Place;
  /** `path:line`, or the path alone where the line stands elsewhere; undefined where no path is printed. */
  readonly fileAt: Place | undefined;
}

/** The part of the text that something takes up. */
export interface Extent {
  /** Zero-based, of its first line. */
  readonly line: number;
  /** Zero-based, behind its last line that is not blank. */
  readonly endLine: number;
  /** Byte where its first line begins. */
  readonly start: number;
  /** Byte behind the line feed of its last line, also where the text ends without one. */
  readonly behind: number;
}

/** A stack that is not a goroutine of the runtime's own text. */
export interface StackRecord extends Extent {
  /** Innermost first. */
  readonly frames: readonly PlacedFrame[];
  /** The `go` statement, in the forms that know it. */
  readonly createdBy: PlacedFrame | undefined;
}

/** The extent of a record from its first to its last line. */
export function extent(first: Line, last: Line): Extent {
  return { line: first.number, endLine: last.number + 1, start: first.start, behind: last.behind };
}

/** The next line with text; wrappers double blank lines, but rarely more than that. */
export function nextText(line: Line, next: NextLine): Line | undefined {
  let following = next(line);
  for (let blanks = 0; blanks < 2 && following?.text.trim() === ''; blanks++) following = next(following);
  return following?.text.trim() === '' ? undefined : following;
}

/** The place of columns of a line; `end` is behind the last one. */
export function placeIn(line: Line, start: number, end: number): Place {
  return { lineNumber: line.number, start, end };
}

/** More than any count or line number; larger ones are no reason for a wrong number. */
const largest = 0xffff_ffff;

/** The number of a run of digits of any length, at most 2^32-1. */
export function cappedNumber(digits: string): number {
  return Math.min(Number(digits), largest);
}
