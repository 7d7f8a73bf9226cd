import { type Edit, editLines } from '../lineEdits';
import type { Rewritten } from '../rewriter';

/** A message to TeamCity. Source of a pattern. */
export const serviceMessageSign = '##teamcity\\[\\w';

const message = new RegExp(serviceMessageSign);
/** An attribute with text of a program or of a test. */
const textAttribute = /\b(?:out|details|errorDetails|message|text)='((?:\|.|[^|'])*)'/g;
const escape = /\|(?:0x([0-9a-fA-F]{4})|(.))/g;
const characters: Readonly<Record<string, string>> = { n: '\n', r: '\r', x: '\n', l: '\n', p: '\n' };

/**
 * Replaces service messages by the texts in them, one below the other. Source: “Escaped values” in “Service messages” of
 * TeamCity's documentation. Undefined if there are none.
 */
export function withoutServiceMessages(text: Uint8Array): Rewritten | undefined {
  return editLines(text, (line) => {
    if (!message.test(line)) return [];
    const edits: Edit[] = [];
    let removed = 0;
    for (const { index, 0: whole, 1: value = '' } of line.matchAll(textAttribute)) {
      const start = index + whole.length - value.length - 1;
      const isFirst = removed === 0;
      edits.push({ start: removed, end: start, text: isFirst ? '' : '\n' }, ...escapesOf(value, start));
      removed = start + value.length;
    }
    return removed === 0 ? [] : [...edits, { start: removed, end: line.length, text: '' }];
  });
}

function escapesOf(value: string, start: number): readonly Edit[] {
  return Array.from(value.matchAll(escape), ({ index, 0: whole, 1: hex, 2: char = '' }) => ({
    start: start + index,
    end: start + index + whole.length,
    text: hex === undefined ? (characters[char] ?? char) : utf8(parseInt(hex, 16)),
  }));
}

/** The UTF-8 bytes of a character, one for each UTF-16 unit of the result. */
function utf8(point: number): string {
  return String.fromCharCode(...new TextEncoder().encode(String.fromCodePoint(point)));
}
