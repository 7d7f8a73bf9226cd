const lineFeed = 0x0a;
const header = Uint8Array.from('goroutine ', (char) => char.charCodeAt(0));

/**
 * Where a piece of a long text can end so that the next one begins with a goroutine, whatever stands before its header
 * in the line: the byte behind the last line feed before the last header; the last line feed if there is no header;
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
    const cut = start > 0 ? beforePreamble(text, start) : 0;
    return cut > 0 ? cut : last + 1; // all others would stand in the same line, or there is none
  }
  return last + 1;
}

/** In lines: how far above a header its preamble, or the title of its dump, is looked for. */
const preambleLines = 64;
/** In bytes: a longer line is neither. */
const longestLine = 4096;

const preamble = /panic: |fatal error: |SIG[A-Z]+: |==> .+ <==/;

/** The line from byte `start` on; the first of those closely above that may be the beginning of the same dump. */
function beforePreamble(text: Uint8Array, start: number): number {
  const decoder = new TextDecoder();
  let first = start;
  let at = start;
  for (let n = 0; n < preambleLines && at > 1; n++) {
    const before = text.lastIndexOf(lineFeed, at - 2) + 1;
    if (at - before <= longestLine && preamble.test(decoder.decode(text.subarray(before, at))))
      first = before;
    at = before;
  }
  return first;
}

/** Whether `goroutine 7 ` stands here, and is not the end of a created-by line. */
function startsHeader(text: Uint8Array, at: number): boolean {
  for (let n = 0; n < header.length; n++) if (text[at + n] !== header[n]) return false;
  let behind = at + header.length;
  while (text[behind]! >= 0x30 && text[behind]! <= 0x39) behind++;
  return behind > at + header.length && text[behind] === 0x20;
}
