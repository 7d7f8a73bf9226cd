import { backslash, hash, lineFeed, quote, space, tab } from '../bytes/ascii';
import type { Rewriter } from './rewriter';

/** The byte that an escape of two characters stands for, by its second character; 0 if there is no such escape. */
export const simpleEscapes = new Uint8Array(128);
for (const [code, char] of Object.entries({
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  e: '\x1b',
  '"': '"',
  "'": "'",
  '/': '/',
  '\\': '\\',
})) {
  simpleEscapes[code.charCodeAt(0)] = char.charCodeAt(0);
}
const u = 0x75;
const x = 0x78;

/** Which part of the text is escaped: the text between quotes, or all. */
export type EscapeScope = 'quoted' | 'all';

/**
 * Writes the text from byte `start` without the escapes of JSON, Go and shells: `\n`, `\u0041`, `\x41` and `\101`. Any
 * other escape is unchanged.
 *
 * @param scope `quoted`: up to the quote that closes the string; `all`: up to `end`
 * @returns offset after the closing quote, or `end`
 */
export function unescape(
  out: Rewriter,
  text: Uint8Array,
  start: number,
  end: number,
  scope: EscapeScope,
): number {
  let copied = start;
  let at = start;
  while (at < end) {
    const byte = text[at]!;
    if (byte === quote && scope === 'quoted') break;
    if (byte !== backslash || at + 1 >= end) {
      at++;
      continue;
    }
    const length = writeEscape(out, text, copied, at, end);
    if (length > 0) copied = at += length;
    else at += 2;
  }
  out.copy(copied, Math.min(at, end));
  return Math.min(at + 1, end);
}

/** Writes the text before an escape, and its character. @returns length of the escape in bytes; 0 if there is none */
function writeEscape(out: Rewriter, text: Uint8Array, copied: number, at: number, end: number): number {
  const code = text[at + 1]!;
  if (code === lineFeed) {
    out.copy(copied, at);
    return lengthOfBreak(text, at, end);
  }
  const char = simpleEscapes[code] ?? 0;
  if (char !== 0) {
    out.copy(copied, at);
    out.put(char, at);
    return 2;
  }
  const isOctal = code !== u && code !== x;
  const length = code === u ? 4 : code === x ? 2 : 3;
  const first = isOctal ? at + 1 : at + 2;
  const point = number(text, first, first + length, isOctal ? 8 : 16, end);
  if (point === undefined || (isOctal && point > 0xff)) return 0;
  let after = first + length;
  let whole = point;
  if (point >= 0xd800 && point < 0xdc00 && text[after] === backslash && text[after + 1] === u) {
    const low = number(text, after + 2, after + 6, 16, end);
    if (low !== undefined && low >= 0xdc00 && low < 0xe000) {
      whole = 0x10000 + ((point - 0xd800) << 10) + low - 0xdc00;
      after += 6;
    }
  }
  out.copy(copied, at);
  out.putCodePoint(whole, at);
  return after - at;
}

/** Length of a line feed that a backslash removes, with the indentation after it, as in YAML and TOML. */
function lengthOfBreak(text: Uint8Array, at: number, end: number): number {
  let after = at + 2;
  while (after < end && (text[after] === space || text[after] === tab)) after++;
  return after - at;
}

/** Whether the text has tabs or line feeds that a syslog daemon wrote as `#011` and `#012`. */
export function hasEscapedControls(text: Uint8Array): boolean {
  for (let at = text.indexOf(hash); at >= 0; at = text.indexOf(hash, at + 1)) {
    const control = number(text, at + 1, at + 4, 8, text.length);
    if (control === 0x09 || control === 0x0a) return true;
  }
  return false;
}

/**
 * Writes the text from byte `start` to byte `end`, with the control characters that syslog daemons write as `#011`
 * (rsyslog's EscapeControlCharactersOnReceive) restored.
 */
export function unescapeControls(out: Rewriter, text: Uint8Array, start: number, end: number): void {
  let copied = start;
  for (let at = text.indexOf(hash, start); at >= 0 && at + 3 < end; at = text.indexOf(hash, at + 1)) {
    const control = number(text, at + 1, at + 4, 8, end);
    if (control === undefined || control >= 0x20) continue;
    out.copy(copied, at);
    out.put(control, at);
    copied = at + 4;
  }
  out.copy(copied, end);
}

function number(text: Uint8Array, start: number, after: number, radix: 8 | 16, end: number) {
  if (after > end) return undefined;
  let value = 0;
  for (let at = start; at < after; at++) {
    const digit = digitOf(text[at]!);
    if (digit >= radix) return undefined;
    value = value * radix + digit;
  }
  return value;
}

/** The value of a hexadecimal digit; Infinity for any other byte. */
function digitOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Infinity;
}
