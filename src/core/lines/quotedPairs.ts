import type { Label } from '../model/label';
import { quotedEnd, unquote } from './labels';

/** Labels, and the column after the last one. */
export interface QuotedPairs {
  readonly labels: readonly Label[];
  readonly end: number;
}

/**
 * Reads `"key":"value", "key":"value"` in Go's %q quoting, as pprof's debug=1 (`labelMap.String` in
 * runtime/pprof/label.go) and Delve write labels.
 *
 * @param start column of the first quote
 */
export function readQuotedPairs(text: string, start: number): QuotedPairs | undefined {
  const labels: Label[] = [];
  let at = start;
  for (;;) {
    const keyEnd = quotedEnd(text, at);
    const valueEnd = keyEnd !== undefined && text[keyEnd] === ':' ? quotedEnd(text, keyEnd + 1) : undefined;
    if (keyEnd === undefined || valueEnd === undefined) return undefined;
    labels.push({ key: unquote(text.slice(at, keyEnd)), value: unquote(text.slice(keyEnd + 1, valueEnd)) });
    if (!text.startsWith(', ', valueEnd)) return { labels, end: valueEnd };
    at = valueEnd + 2;
  }
}

/** Writes labels in the form that {@link readQuotedPairs} reads. */
export function quotePairs(labels: readonly Label[]): string {
  return labels.map(({ key, value }) => `${quote(key)}:${quote(value)}`).join(', ');
}

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Quotes like `strconv.Quote`: characters that are not printable are escaped. */
function quote(text: string): string {
  const escaped = text.replace(/["\\]|(?! )[\p{C}\p{Z}]/gu, (char) => {
    if (char === '"' || char === '\\') return `\\${char}`;
    const hex = char.codePointAt(0)!.toString(16);
    if (char in shortEscapes) return shortEscapes[char]!;
    if (char < '\x80') return `\\x${hex.padStart(2, '0')}`;
    return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  });
  return `"${escaped}"`;
}
