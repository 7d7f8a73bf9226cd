import { isUnavailable, readElision } from '../lines/frame';
import { headers, isStackLine } from './headerMarkers';
import { frameOnOneLine } from './kinds/lostLineFeeds';
import { maxDecoded, type Region } from './region';

/** Maximum distance of the first header from a cause, in bytes. */
const causeLength = 4096;
const frameOnLine = new RegExp(frameOnOneLine);

/**
 * Whether a goroutine follows the cause at byte `at`, in a line from byte `start` to byte `end`, and the text before the cause,
 * e.g. `<failure>` or `^\\`, is no part of a sentence.
 */
export function isGluedCause(region: Region, start: number, at: number, end: number): boolean {
  if (/(?<!\^)\p{L} ?$/u.test(region.decode(Math.max(start, at - 8), at, 8))) return false;
  const until = Math.min(end + causeLength, region.end);
  const { value: header } = headers(region.text, end, until).next();
  return header?.at !== undefined && region.lineStart(header.at, end) === header.at;
}

/** Whether a stack follows the header at byte `at`, in a line that ends at byte `end`, in that line or below. */
export function isAboveStack(region: Region, at: number, end: number): boolean {
  if (frameOnLine.test(region.decode(at, end, maxDecoded))) return true;
  const [below = ''] = region.linesBelow(end, 1);
  return isStackLine(below.trimEnd()) || isUnavailable(below) || readElision(below) !== undefined;
}
