import { lineFeed } from '../bytes/ascii';
import { headerBracket, headerWord } from '../lines/headerStart';

const firstByte = headerWord.charCodeAt(0);

/**
 * Where a piece of a long text can end so that the next one begins with a goroutine, whatever stands before its header
 * in the line: the byte after the last line feed before the last header; the last line feed if there is no header;
 * undefined if there is no line feed either.
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
    return start > 0 ? start : last + 1; // all others would stand in the same line
  }
  return last + 1;
}
