import { backslash } from '../bytes/ascii';
import { Needle } from '../bytes/needle';
import { readCreatedBy, readFileLine, readFunctionLine } from '../lines/frame';
import { headerStartPattern, headerWord } from '../lines/headerStart';
import { lineStarts } from '../lines/lineStarts';

/** What cannot stand in a clean dump but at the beginning of a line: where it stands elsewhere, something is before it. */
export interface HeaderMarker {
  /** Byte of its first character. */
  readonly at: number;
  readonly kind: 'header' | 'preamble';
}

const word = new Needle(`${headerWord} `);

/** One of `lineStarts`, to look for. */
export interface PreambleStart {
  readonly needle: Needle;
  /** Matches the text from the needle on, where the needle alone does not suffice. */
  readonly pattern: RegExp | undefined;
}

export const preambles: readonly PreambleStart[] = lineStarts.map(({ text, pattern }) => ({
  needle: new Needle(text),
  pattern: pattern === undefined ? undefined : new RegExp(`^(?:${pattern})`),
}));

/** In bytes: the longest text of a signal is shorter. */
const preambleLength = 40;

/** Bytes of a header that are looked at. */
const headerLength = 300;
const colour = '(?:\\\\+(?:u001b|x1b|033)\\[[\\d;]*m)*'; // escaped, in a string
const header = new RegExp(`^${headerStartPattern({ decoration: colour })}[^\\n]+?\\][^\\n]*?:`);

/** The headers in the text from `start` to `end`, wherever they stand in their lines. */
export function* headers(
  text: Uint8Array,
  start: number,
  end: number,
): Generator<HeaderMarker, void, number | undefined> {
  const decoder = new TextDecoder();
  for (let at = word.find(text, start, end); at >= 0;) {
    const digit = text[at + word.length];
    let next = at + word.length;
    if (digit === backslash || (digit !== undefined && digit >= 0x30 && digit <= 0x39)) {
      const excerpt = decoder.decode(text.subarray(at, Math.min(at + headerLength, end)));
      if (header.test(excerpt)) next = (yield { at, kind: 'header' }) ?? next;
    }
    at = word.find(text, next, end);
  }
}

/** Where one of `preambles` occurs in the text from `start` to `end`. */
export function* occurrences(
  { needle, pattern }: PreambleStart,
  text: Uint8Array,
  start: number,
  end: number,
): Generator<HeaderMarker, void, number | undefined> {
  const decoder = new TextDecoder();
  for (let at = needle.find(text, start, end); at >= 0;) {
    let next = at + needle.length;
    const excerpt = pattern && decoder.decode(text.subarray(at, Math.min(at + preambleLength, end)));
    if (excerpt === undefined || pattern!.test(excerpt)) next = (yield { at, kind: 'preamble' }) ?? next;
    at = needle.find(text, next, end);
  }
}

/** Whether the line is one of a stack: function, file, or creator. */
export function isStackLine(line: string): boolean {
  return (
    readFunctionLine(line) !== undefined ||
    readCreatedBy(line) !== undefined ||
    readFileLine(line) !== undefined
  );
}
