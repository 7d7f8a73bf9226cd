import { lineFeed } from '../bytes/ascii';
import { headerBracket, headerWord } from '../lines/headerStart';

const firstByte = headerWord.charCodeAt(0);

/**
 * The byte offset where a piece of a long text can end so that the next piece begins with the line of a goroutine
 * header: the start of the line with the last header. Without a header, the offset after the last line feed; undefined
 * without a line feed.
 */
export function dumpPieceEnd(text: Uint8Array): number | undefined {
  const last = text.lastIndexOf(lineFeed);
  if (last < 0) return undefined;
  for (
    let at = text.lastIndexOf(firstByte);
    at >= 0;
    at = at === 0 ? -1 : text.lastIndexOf(firstByte, at - 1)
  ) {
    if (headerBracket(text, at) < 0) continue;
    const start = at === 0 ? 0 : text.lastIndexOf(lineFeed, at - 1) + 1;
    return start > 0 ? start : last + 1; // earlier headers are on the same line
  }
  return last + 1;
}
