import { lineFeed, quote } from '../bytes/ascii';
import { unescape } from './escapes';
import { headers, occurrences, preambles } from './headerMarkers';
import { escapedFile, escapedLineFeed, type Region } from './region';
import type { Rewriter } from './rewriter';

/** Writes the strings of a line that contain whole stacks, each followed by a line feed. */
export function writeStackStrings(out: Rewriter, region: Region, start: number, end: number): void {
  for (let open = region.nextQuote(start, end); open < end;) {
    const close = region.nextQuote(open + 1, end);
    if (containsStack(region.text, open + 1, close)) {
      unescape(out, region.text, open + 1, close, 'quoted');
      if (!out.isAtLineStart) out.insert(lineFeed, close);
    }
    open = region.nextQuote(close + 1, end);
  }
}

function containsStack(text: Uint8Array, start: number, end: number): boolean {
  if (escapedLineFeed.find(text, start, end) < 0) return false;
  if (escapedFile.find(text, start, end) >= 0 || !headers(text, start, end).next().done) return true;
  return preambles.some((preamble) => {
    const at = occurrences(preamble, text, start, end).next().value?.at;
    return at !== undefined && text[at - 1] === quote;
  });
}
