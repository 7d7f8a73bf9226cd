import { lineFeed } from '../../bytes/ascii';
import { readCreatedBy, readFileLine, readFunctionLine } from '../../lines/frame';
import { headers } from '../headerMarkers';
import type { Stream } from '../lines';
import { Region } from '../region';
import { Rewriter, type Rewritten } from '../rewriter';

/** A file line that is not below a function line. Source of a pattern. */
export const loneFileLine = String.raw`^[\t ]*(?=\S*[/\\])\S*:\d+(?: \+0x[0-9a-f]+)?\s*$`;

/** Headers of a stream that are looked at. */
const maxHeaders = 50;
/** In bytes. A line of a stack is hardly ever longer. */
const maxLineLength = 2000;

/**
 * Turns the lines of streams round whose newest line comes first, as in exports of log stores: above each header is the
 * innermost frame, upside down. Undefined if there are none.
 */
export function turnNewestFirst(
  text: Uint8Array,
  streams: readonly Stream[],
): (Rewritten & { readonly streams: readonly Stream[] }) | undefined {
  const regions = streams.map(
    ({ start }, n) => new Region(text, start, streams[n + 1]?.start ?? text.length),
  );
  const turned = regions.map(isNewestFirst);
  if (!turned.includes(true)) return undefined;
  const out = new Rewriter(text, undefined, text.length);
  const moved = regions.map((region, n) => {
    const start = out.size;
    if (turned[n] === true) turnRound(region, out);
    else out.copy(region.start, region.end);
    return { start, title: streams[n]!.title };
  });
  return { ...out.build(), streams: moved };
}

function turnRound(region: Region, out: Rewriter): void {
  for (let end = region.end; end > region.start;) {
    const last = region.text[end - 1] === lineFeed ? end - 1 : end;
    const start = region.lineStart(last, region.start);
    out.copy(start, end);
    if (last === end) out.insert(lineFeed, end);
    end = start;
  }
}

function isNewestFirst(region: Region): boolean {
  let upsideDown = 0;
  let upright = 0;
  let found = 0;
  for (const { at } of headers(region.text, region.start, region.end)) {
    if (region.lineStart(at, region.start) !== at) continue;
    if (isFrame([...linesAbove(region, at)])) upsideDown++;
    if (isFrame([...linesBelow(region, at)])) upright++;
    if (++found === maxHeaders) break;
  }
  return upsideDown > upright;
}

/** Whether the two lines are a function line and its file line. */
function isFrame([first = '', second = '']: readonly string[]): boolean {
  return (
    (readFunctionLine(first) ?? readCreatedBy(first)) !== undefined && readFileLine(second) !== undefined
  );
}

function* linesAbove(region: Region, at: number): Generator<string> {
  for (let n = 0, end = at - 1; n < 2 && end > region.start; n++) {
    const start = region.lineStart(end, region.start);
    yield region.decode(start, end, maxLineLength);
    end = start - 1;
  }
}

function* linesBelow(region: Region, at: number): Generator<string> {
  for (let n = 0, start = region.lineEnd(at) + 1; n < 2 && start < region.end; n++) {
    const end = region.lineEnd(start);
    yield region.decode(start, end, maxLineLength);
    start = end + 1;
  }
}
