import type { Rewriter } from './rewriter';

const backslash = 0x5c;
const quote = 0x22;
const hash = 0x23;
const lineFeed = 0x0a;

const simple: Readonly<Record<string, number>> = {
  n: lineFeed,
  t: 0x09,
  r: 0x0d,
  b: 0x08,
  f: 0x0c,
  e: 0x1b,
  '"': quote,
  "'": 0x27,
  '/': 0x2f,
  '\\': backslash,
};

/** How much of the text is escaped: what stands between quotes, or all. */
export type Extent = 'quoted' | 'all';

/**
 * Writes the text from `start` on without its escapes, those of JSON, of Go and of shells: `\n`, `\u0041`, `\x41`,
 * `\101`. An escape of another kind stays as it is.
 *
 * @param extent `quoted`: up to the quote that closes the string, else to `end`
 * @returns the byte behind the closing quote, or `end`
 */
export function unescape(
  out: Rewriter,
  text: Uint8Array,
  start: number,
  end: number,
  extent: Extent,
): number {
  let copied = start;
  let at = start;
  while (at < end) {
    const byte = text[at]!;
    if (byte === quote && extent === 'quoted') break;
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

/** Writes what stands before an escape and the character that it stands for; its length, or 0 if it is none. */
function writeEscape(out: Rewriter, text: Uint8Array, copied: number, at: number, end: number): number {
  const code = String.fromCharCode(text[at + 1]!);
  const char = simple[code];
  if (char !== undefined) {
    out.copy(copied, at);
    out.put(char, at);
    return 2;
  }
  const [length, radix] = code === 'u' ? [4, 16] : code === 'x' ? [2, 16] : [3, 8];
  const first = code === 'u' || code === 'x' ? at + 2 : at + 1;
  const point = number(text, first, first + length, radix, end);
  if (point === undefined || (radix === 8 && point > 0xff)) return 0;
  let behind = first + length;
  let whole = point;
  if (point >= 0xd800 && point < 0xdc00 && text[behind] === backslash && text[behind + 1] === 0x75) {
    const low = number(text, behind + 2, behind + 6, 16, end);
    if (low !== undefined && low >= 0xdc00 && low < 0xe000) {
      whole = 0x10000 + ((point - 0xd800) << 10) + low - 0xdc00;
      behind += 6;
    }
  }
  out.copy(copied, at);
  out.putCodePoint(whole, at);
  return behind - at;
}

/**
 * Writes the text from `start` to `end` with the control characters that syslog daemons write as `#011` or `\011`
 * (rsyslog's EscapeControlCharactersOnReceive).
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

function number(text: Uint8Array, start: number, behind: number, radix: number, end: number) {
  if (behind > end) return undefined;
  let value = 0;
  for (let at = start; at < behind; at++) {
    const digit = parseInt(String.fromCharCode(text[at]!), radix);
    if (Number.isNaN(digit)) return undefined;
    value = value * radix + digit;
  }
  return value;
}
