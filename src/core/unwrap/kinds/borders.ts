import { lineFeed } from '../../bytes/ascii';
import { headers } from '../headerMarkers';
import { type Edit, editLines } from '../lineEdits';
import type { Rewritten } from '../rewriter';

/** A header with a border behind it, or a line between two borders. Source of a pattern. */
export const borderSign = String.raw`goroutine \d+ [^[]*\[[^\]]+\][^:]*:\s+[|│┃║*#+]\s*$|^\s*[|│┃║*#]\s.*\s[|│┃║*#]\s*$`;

// The pattern of the bytes of a border, each of which is a UTF-16 unit of a line.
const border = String.raw`[|*#+]|\xe2\x94[\x82\x83]|\xe2\x95\x91`;
const header = new RegExp(String.raw`goroutine \d+ [^[]*\[[^\]]+\][^:]*:\s+(?:${border})\s*$`);
const start = new RegExp(String.raw`^\s*(?:${border})`);
const end = new RegExp(String.raw`\s*(?:${border})\s*$`);

/** Removes the border behind each line of boxes and tables that contain a header. Undefined if there are none. */
export function withoutBorders(text: Uint8Array): Rewritten | undefined {
  if (!hasHeader(text)) return undefined;
  let isBox = false;
  return editLines(text, (line, next) => {
    const match = end.exec(line);
    isBox = match !== null && (isBox || header.test(next) || header.test(line) || start.test(line));
    return match === null || !isBox ? [] : [edit(match.index, line.length)];
  });
}

function hasHeader(text: Uint8Array): boolean {
  for (const { at } of headers(text, 0, text.length)) {
    const line = text.subarray(at, at + maxHeaderLength);
    const feed = line.indexOf(lineFeed);
    if (header.test(String.fromCharCode(...line.subarray(0, feed < 0 ? undefined : feed)))) return true;
  }
  return false;
}

/** In bytes, with the blanks before the border. */
const maxHeaderLength = 512;

function edit(start: number, after: number): Edit {
  return { start, end: after, text: '' };
}
