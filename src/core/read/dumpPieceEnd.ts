import { lineFeed } from '../bytes/ascii';

const header = Uint8Array.from('goroutine ', (char) => char.charCodeAt(0));

/**
 * Where a piece of a long text can end so that the next one begins with a goroutine, whatever stands before its header
 * in the line: the byte after the last line feed before the last header; the last line feed if there is no header;
 * undefined if there is no line feed either.
 */
export function dumpPieceEnd(text: Uint8Array): number | undefined {
  const last = text.lastIndexOf(lineFeed);
  if (last < 0) return undefined;
  for (
    let at = text.lastIndexOf(header[0]!);
    at >= 0;
    at = at === 0 ? -1 : text.lastIndexOf(header[0]!, at - 1)
  ) {
    if (!startsHeader(text, at)) continue;
    const start = at === 0 ? 0 : text.lastIndexOf(lineFeed, at - 1) + 1;
    return start > 0 ? start : last + 1; // all others would stand in the same line
  }
  return last + 1;
}

/** Whether `goroutine 7 [` or `goroutine 7 gp=` stands here. */
function startsHeader(text: Uint8Array, at: number): boolean {
  for (let n = 0; n < header.length; n++) if (text[at + n] !== header[n]) return false;
  let after = at + header.length;
  while (text[after]! >= 0x30 && text[after]! <= 0x39) after++;
  const isAfterId = after > at + header.length && text[after] === 0x20;
  return isAfterId && (text[after + 1] === 0x5b || text[after + 1] === 0x67);
}
