import type { Label } from '../model/label';

/** The labels of a header, and the column after their closing brace. */
export interface LabelText {
  readonly labels: readonly Label[];
  readonly end: number;
}

/**
 * Reads a label set from its opening brace, in the format of Go 1.26 (`{"k": "v"}`) or of Go 1.27 (`{k: "a b", e: }`,
 * quoted only if needed). Undefined for any other text. Source: `printlabels` in runtime/traceback.go.
 */
export function readLabels(text: string, start: number): LabelText | undefined {
  if (text[start] !== '{') return undefined;
  const labels: Label[] = [];
  let at = start + 1;
  for (;;) {
    const key = readItem(text, at);
    if (key === undefined || !text.startsWith(': ', key.end)) return undefined;
    const value = readItem(text, key.end + 2);
    if (value === undefined) return undefined;
    labels.push({ key: key.value, value: value.value });
    if (text[value.end] === '}') return { labels, end: value.end + 1 };
    if (!text.startsWith(', ', value.end)) return undefined;
    at = value.end + 2;
  }
}

const bare = /[A-Za-z0-9./_]*/y;

function readItem(text: string, start: number): { readonly value: string; readonly end: number } | undefined {
  if (text[start] === '"') {
    const end = quotedEnd(text, start);
    return end === undefined ? undefined : { value: unquote(text.slice(start, end)), end };
  }
  bare.lastIndex = start;
  const value = bare.exec(text)?.[0] ?? '';
  return { value, end: start + value.length };
}

/**
 * Column after the quoted string that begins at `start`; undefined if there is none. A loop, because a repeated alternative
 * in a regular expression overflows V8's stack on a long text.
 */
export function quotedEnd(text: string, start: number): number | undefined {
  if (text[start] !== '"') return undefined;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\') at++;
  }
  return undefined;
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Unquotes a Go string. A lone `\xHH` stands for a byte that is not valid UTF-8, and stays escaped. */
export function unquote(text: string): string {
  const escape = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gi;
  return text.slice(1, -1).replace(escape, (whole, x?: string, u?: string, U?: string, char?: string) => {
    if (x !== undefined) return parseInt(x, 16) < 0x80 ? String.fromCharCode(parseInt(x, 16)) : whole;
    const hex = u ?? U;
    if (hex === undefined) return escapes[char!] ?? char!;
    const point = parseInt(hex, 16);
    return point > 0x10ffff ? whole : String.fromCodePoint(point);
  });
}
