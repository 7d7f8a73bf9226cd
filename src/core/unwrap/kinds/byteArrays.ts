import { Needle } from '../../bytes/needle';
import { type Edit, editLines } from '../lineEdits';
import type { Rewritten } from '../rewriter';

/**
 * A field of JSON whose text is an array of bytes, as `journalctl -o json` writes text with control characters. Source of a
 * pattern.
 */
export const byteArraySign = String.raw`:\s*\[\s*\d{1,3}\s*(?:,\s*\d{1,3}\s*){3}`;

const byteArray = /(?<=:\s*)\[\s*\d{1,3}\s*(?:,\s*\d{1,3}\s*){3,}\]/g;

const arrayStart = new Needle('":[');

/** Whether the text has an array of small numbers. */
export function hasByteArrays(text: Uint8Array): boolean {
  for (let at = arrayStart.find(text, 0); at >= 0; at = arrayStart.find(text, at + 1)) {
    if (/^":\[(?:\d{1,3},){3}/.test(String.fromCharCode(...text.subarray(at, at + 16)))) return true;
  }
  return false;
}

/** Replaces arrays of bytes by strings. Undefined if there are none. */
export function withoutByteArrays(text: Uint8Array): Rewritten | undefined {
  return editLines(text, (line) => {
    if (!line.includes('[')) return [];
    return Array.from(line.matchAll(byteArray)).flatMap(({ index, 0: whole }) => stringEdits(whole, index));
  });
}

function stringEdits(array: string, start: number): readonly Edit[] {
  const numbers = Array.from(array.matchAll(/\d+/g));
  if (numbers.some(([digits]) => Number(digits) > 0xff)) return [];
  const ends = numbers.map(({ index, 0: digits }) => index + digits.length);
  const bytes = numbers.map(([digits], n): Edit => {
    const byte = String.fromCharCode(Number(digits));
    return { start: start + (ends[n - 1] ?? 1), end: start + ends[n]!, text: escaped(byte) };
  });
  const last = start + ends.at(-1)!;
  return [
    { start, end: start + 1, text: '"' },
    ...bytes,
    { start: last, end: start + array.length, text: '"' },
  ];
}

function escaped(byte: string): string {
  return byte >= '\x80' ? byte : JSON.stringify(byte).slice(1, -1);
}
