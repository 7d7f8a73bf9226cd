import { lineFeed } from '../bytes/ascii';
import type { ByteRange } from '../bytes/range';
import type { Prefix } from './prefix';

/** Offset after the contiguous lines at the beginning of the range that begin with the prefix or are empty. */
export function blockEnd(text: Uint8Array, prefix: Prefix, { start, end }: ByteRange): number {
  let at = Math.min(start, end);
  while (at < end) {
    const feed = text.indexOf(lineFeed, at);
    const lineEnd = feed < 0 || feed > end ? end : feed;
    if (prefix.match(text, at, lineEnd) < 0) break;
    at = Math.min(lineEnd + 1, end);
  }
  return at;
}
