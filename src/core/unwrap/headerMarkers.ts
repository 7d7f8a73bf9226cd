import { backslash } from '../bytes/ascii';
import { Needle } from '../bytes/needle';
import { readCreatedBy, readFileLine, readFunctionLine } from '../lines/frame';
import { headerPattern, headerWord } from '../lines/headerStart';
import { lineStarts } from '../lines/lineStarts';

/**
 * A text that a clean dump contains only at the beginning of a line. Elsewhere in a line, the text before it belongs to a
 * layer.
 */
export interface HeaderMarker {
  /** Byte offset. */
  readonly at: number;
  readonly kind: 'header' | 'preamble';
}

/** Without its first letter, which is a capital in the lists of goleak. */
const word = new Needle(`${headerWord.slice(1)} `);

/** One of `lineStarts`, ready for a search. */
export interface PreambleStart {
  readonly needle: Needle;
  /** Must match the text from the needle on; undefined if the needle is enough. */
  readonly pattern: RegExp | undefined;
}

export const preambles: readonly PreambleStart[] = lineStarts.map(({ text, pattern }) => ({
  needle: new Needle(text),
  pattern: pattern === undefined ? undefined : new RegExp(`^(?:${pattern})`),
}));

/** In bytes; longer than the text of any signal. */
const preambleLength = 40;

/** Bytes of a header that are read. */
const headerLength = 300;
const color = '(?:\\\\+(?:u001b|x1b|033)\\[[\\d;]*m)*'; // escaped, in a string
const header = new RegExp(
  `^(?:${headerPattern({ decoration: color })}|Goroutine \\d+ in state [^\\n]{1,80}?, with |${headerWord} \\d+ \\[[^\\]\\n]{1,200}\\][ \\t]*(?:\\n|$))`,
);

/**
 * Finds the headers between byte `start` and byte `end`, exclusive, anywhere in their lines. The caller may skip ahead.
 */
export function* headers(
  text: Uint8Array,
  start: number,
  end: number,
): Generator<HeaderMarker, void, number | undefined> {
  const decoder = new TextDecoder();
  for (let rest = word.find(text, start + 1, end); rest >= 0;) {
    const at = rest - 1;
    const digit = text[rest + word.length];
    let next = rest + word.length;
    if (digit === backslash || (digit !== undefined && digit >= 0x30 && digit <= 0x39)) {
      const excerpt = decoder.decode(text.subarray(at, Math.min(at + headerLength, end)));
      if (header.test(excerpt)) next = (yield { at, kind: 'header' }) ?? next;
    }
    rest = word.find(text, next + 1, end);
  }
}

/** Finds a preamble start between byte `start` and byte `end`, exclusive. The caller may skip ahead. */
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

/** Whether the line belongs to a stack: a function, file or created-by line. */
export function isStackLine(line: string): boolean {
  return (
    readFunctionLine(line) !== undefined ||
    readCreatedBy(line) !== undefined ||
    readFileLine(line) !== undefined
  );
}
