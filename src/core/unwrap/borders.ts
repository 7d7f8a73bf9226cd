import { type Edit, editLines } from './lineEdits';
import type { Rewritten } from './rewriter';

/** A header in a box or a table, with a border behind it. Source of a pattern. */
export const borderSign = String.raw`goroutine \d+ \[[^\]]+\]:\s+[|│┃║*#+]\s*$`;

// The pattern of the bytes of a border, each of which is a UTF-16 unit of a line.
const border = String.raw`[|*#+]|\xe2\x94[\x82\x83]|\xe2\x95\x91`;
const header = new RegExp(String.raw`goroutine \d+ \[[^\]]+\]:\s+(?:${border})\s*$`);
const end = new RegExp(String.raw`\s*(${border})\s*$`);

/** Removes the border behind each line of boxes and tables that contain a header. Undefined if there are none. */
export function withoutBorders(text: Uint8Array): Rewritten | undefined {
  let isBox = false;
  return editLines(text, (line, next) => {
    isBox = (isBox || header.test(next) || header.test(line)) && end.test(line);
    const match = isBox ? end.exec(line) : null;
    return match === null ? [] : [edit(match.index, line.length)];
  });
}

function edit(start: number, after: number): Edit {
  return { start, end: after, text: '' };
}
