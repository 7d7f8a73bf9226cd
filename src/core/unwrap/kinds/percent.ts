import { headerPattern } from '../../lines/headerStart';
import { type Edit, editLines } from '../lineEdits';
import type { Rewritten } from '../rewriter';

/** A line with an escaped line feed, as in addresses, forms, and commands of GitHub workflows. Source of a pattern. */
export const percentSign = '%0[Aa]';

const header = new RegExp(headerPattern());
const fileLine = /\n\s*\S[^\n]*:\d+/;
const hasLineFeed = new RegExp(percentSign);

/** Decodes lines that are percent-encoded and contain a dump. Undefined if there are none. */
export function withoutPercent(text: Uint8Array): Rewritten | undefined {
  return editLines(text, (line) => {
    if (!hasLineFeed.test(line)) return [];
    const edits = escapes(line);
    const whole = applied(line, edits);
    return header.test(whole) && fileLine.test(whole) ? edits : [];
  });
}

function escapes(line: string): readonly Edit[] {
  // Forms write a blank as `+`.
  const isForm = /goroutine\+\d+\+/.test(line);
  const found = line.matchAll(isForm ? /%([0-9A-Fa-f]{2})|\+|&\w+=/g : /%([0-9A-Fa-f]{2})|&\w+=/g);
  return Array.from(found, ({ index, 0: whole, 1: hex }) => ({
    start: index,
    end: index + whole.length,
    text: hex !== undefined ? String.fromCharCode(parseInt(hex, 16)) : whole === '+' ? ' ' : `\n${whole}`,
  }));
}

function applied(line: string, edits: readonly Edit[]): string {
  let whole = '';
  let copied = 0;
  for (const { start, end, text } of edits) {
    whole += line.slice(copied, start) + text;
    copied = end;
  }
  return whole + line.slice(copied);
}
