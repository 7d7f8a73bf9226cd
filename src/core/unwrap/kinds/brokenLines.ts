import { lineFeed, space } from '../../bytes/ascii';
import {
  createdBy,
  readAncestor,
  readCreatedBy,
  readElision,
  readFileLine,
  readFunctionLine,
} from '../../lines/frame';
import { readHeader } from '../../lines/header';
import { headerIdPattern } from '../../lines/headerStart';
import { Rewriter, type Rewritten } from '../rewriter';

/** Maximum number of lines that one line is broken into. */
const maxPieces = 12;
/** Bytes that are searched before and after a line that may be broken. */
const searchedRange = 4096;
/** Maximum length of the end of a file line, in UTF-16 units: offsets and addresses are short. */
const maxFragmentLength = 80;
/** In UTF-16 units. Terminals and mail clients break longer lines. */
export const maxLineLength = 2000;

interface TextLine {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Joins lines that a terminal or a mail client has broken: an incomplete line of a stack with the lines that complete it.
 * Undefined if there is no broken line near byte `near`.
 */
export function joinBrokenLines(text: Uint8Array, near: number): Rewritten | undefined {
  const around = [...linesBetween(text, near - searchedRange, near + searchedRange)];
  const width = terminalWidth(around);
  if (!logicalLines(around, width).some(({ count }) => count > 1)) return undefined;
  const lines = [...linesBetween(text, 0, text.length)];
  const out = new Rewriter(text, { start: 0, end: text.length });
  let copied = 0;
  let n = 0;
  for (const { count } of logicalLines(lines, width)) {
    for (let piece = n; piece + 1 < n + count; piece++) {
      out.copy(copied, lines[piece]!.end);
      copied = lines[piece + 1]!.start;
      if (needsBlank(lines[piece]!.text, lines[piece + 1]!.text, width)) out.insert(space, copied);
    }
    n += count;
  }
  out.copy(copied, text.length);
  return out.build();
}

interface LogicalLine {
  /** How many lines it is broken into. */
  readonly count: number;
  readonly text: string;
}

function logicalLines(lines: readonly TextLine[], width: number): readonly LogicalLine[] {
  const found: LogicalLine[] = [];
  for (let n = 0; n < lines.length; n += found.at(-1)!.count) {
    found.push(logicalLine(lines, n, width, found.at(-1)?.text ?? ''));
  }
  return found;
}

/** The line with the index `first`, joined with the lines after it that complete it. */
function logicalLine(lines: readonly TextLine[], first: number, width: number, before: string): LogicalLine {
  const { text } = lines[first]!;
  const whole = { count: 1, text };
  if (text.trim() === '' || text.length > maxLineLength) return whole;
  if (!isBroken(text, before, text.length === width, lines[first + 1]?.text ?? '')) return whole;
  const isPath = /^[\t ]/.test(text);
  let joined = text;
  for (let n = 1; n <= maxPieces && first + n < lines.length; n++) {
    const piece = lines[first + n]!.text;
    if (piece.trim() === '' || piece.length > maxLineLength || readHeader(piece) !== undefined) return whole;
    if (isPath && readFunctionLine(piece) !== undefined) return whole;
    joined += (needsBlank(lines[first + n - 1]!.text, piece, width) ? ' ' : '') + piece;
    const after = lines[first + n + 1]?.text ?? '';
    const continues = piece.length === width && isFragment(after);
    if (!continues && isComplete(joined, after)) return { count: n + 1, text: joined };
  }
  return whole;
}

const headerId = new RegExp(`^${headerIdPattern()}`);

function isBroken(line: string, before: string, isFull: boolean, after: string): boolean {
  if (headerId.test(line)) return readHeader(line) === undefined;
  if (readHeader(line) !== undefined || readElision(line) !== undefined || readAncestor(line) !== undefined)
    return false;
  if (/^[\t ]/.test(line)) {
    const isBelowFunction = readFunctionLine(before) !== undefined || before.startsWith(createdBy);
    if (readFileLine(line) === undefined) return isBelowFunction || isFull;
    return isFragment(after);
  }
  if (line.startsWith(createdBy))
    return !/^(?:\t| {2}|[/<?_])/.test(after) && readFileLine(after) === undefined;
  if (readFunctionLine(line) !== undefined) return false;
  return endsInArguments(line) || (isFull && !/\s/.test(line));
}

/** Whether the line is the end of a file line: `3 +0x1d`, `+0x1d`, `x1d`, `fp=0x…`. */
function isFragment(line: string): boolean {
  return (
    line !== '' &&
    line.length <= maxFragmentLength &&
    /^ ?(?:\d*\.?(?:go|s)?:?\d* ?)?(?:\+?0?x?[0-9a-f]*)?(?: ?(?:fp|sp|pc)=0x[0-9a-f]+)*$/.test(line.trimEnd())
  );
}

function isComplete(line: string, after: string): boolean {
  if (headerId.test(line)) return readHeader(line) !== undefined;
  if (/^[\t ]/.test(line)) {
    const file = readFileLine(line)?.file;
    return file !== undefined && !/ (?:\+0x|fp=)|\d\d:\d\d:\d\d|["{}]/.test(file); // nor a line of a log
  }
  return (
    (readFunctionLine(line) !== undefined || readCreatedBy(line) !== undefined) &&
    (after === '' || /^[\t ]/.test(after) || readFileLine(after) !== undefined)
  );
}

/**
 * A mail client breaks a line at a space, which is lost, if the next word is too long for the line. A terminal breaks only
 * full lines, but anywhere.
 */
function needsBlank(line: string, next: string, width: number): boolean {
  if (line.length === width || /\s$/.test(line) || /^\s/.test(next)) return false;
  const isBetweenWords =
    line.endsWith(',') ||
    line.startsWith(createdBy) ||
    headerId.test(line) ||
    /^[+(]|^(?:fp|sp|pc)=/.test(next);
  return isBetweenWords || line.length + next.search(/\s|$/) >= narrowestMail;
}

/** Mail clients break no shorter lines, in UTF-16 units. */
const narrowestMail = 60;

/** Width of the terminal that broke the lines, in UTF-16 units; 0 if a mail client did. */
function terminalWidth(lines: readonly TextLine[]): number {
  const broken = lines.filter(
    ({ text }, n) => endsInArguments(text) || isPathWithoutLine(text, lines[n - 1]?.text),
  );
  const lengths = new Set(broken.map(({ text }) => text.length));
  const [length = 0] = lengths;
  return lengths.size === 1 ? length : 0;
}

/** Whether the line is a function line without the end of its arguments. */
function endsInArguments(line: string): boolean {
  return /^[^\s(][^\s]*\([^()]*$/.test(line);
}

/** Whether the line is a file line without its end. */
function isPathWithoutLine(line: string, before: string | undefined): boolean {
  const isBelowFunction = before !== undefined && readFunctionLine(before) !== undefined;
  return isBelowFunction && /^[\t ]+\S/.test(line) && readFileLine(line) === undefined;
}

/** The lines that begin between two byte offsets. */
function* linesBetween(text: Uint8Array, from: number, to: number): Generator<TextLine> {
  const decoder = new TextDecoder();
  let start = from <= 0 ? 0 : text.indexOf(lineFeed, from) + 1;
  if (start === 0 && from > 0) return;
  while (start < Math.min(to, text.length)) {
    const found = text.indexOf(lineFeed, start);
    const end = found < 0 ? text.length : found;
    const shown = Math.min(end, start + 4 * maxLineLength);
    yield { text: decoder.decode(text.subarray(start, shown)), start, end };
    start = end + 1;
  }
}
