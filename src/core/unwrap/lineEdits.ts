import { lineFeed } from '../bytes/ascii';
import { Rewriter, type Rewritten } from './rewriter';

/** Text that replaces a part of a line. */
export interface Edit {
  /** Columns of the part, in bytes; `end` is exclusive. Nothing is replaced if they are equal. */
  readonly start: number;
  readonly end: number;
  /** One byte for each UTF-16 unit. */
  readonly text: string;
}

/**
 * Edits the lines of a text. Undefined if there are no edits.
 *
 * @param editsOf called with each line and the line after it, whose UTF-16 units are bytes, so that columns are bytes;
 *   returns edits in the order of their columns
 */
export function editLines(
  text: Uint8Array,
  editsOf: (line: string, next: string) => readonly Edit[],
): Rewritten | undefined {
  const out = new Rewriter(text, { start: 0, end: text.length });
  let copied = 0;
  let start = 0;
  let line = lineAt(text, start);
  while (start < text.length) {
    const after = start + line.length + 1;
    const next = lineAt(text, after);
    for (const edit of editsOf(line, next)) {
      out.copy(copied, start + edit.start);
      for (const char of edit.text) {
        if (edit.end > edit.start) out.put(char.charCodeAt(0), start + edit.start);
        else out.insert(char.charCodeAt(0), start + edit.start);
      }
      copied = start + edit.end;
    }
    start = after;
    line = next;
  }
  if (copied === 0 && out.size === 0) return undefined;
  out.copy(copied, text.length);
  return out.build();
}

/** In bytes; longer lines are not decoded at once. */
const chunk = 8192;

function lineAt(text: Uint8Array, start: number): string {
  if (start >= text.length) return '';
  const found = text.indexOf(lineFeed, start);
  const end = found < 0 ? text.length : found;
  let line = '';
  for (let at = start; at < end; at += chunk) {
    line += String.fromCharCode(...text.subarray(at, Math.min(at + chunk, end)));
  }
  return line;
}
