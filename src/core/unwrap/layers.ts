import { maxStreams } from './streamForms';
import { byteClass, byteClassesOf } from './byteClasses';
import { withoutControls } from './controls';
import { hasByteArrays, withoutByteArrays } from './kinds/byteArrays';
import { hasEscapedControls, unescapeControls } from './escapes';
import { withoutHtml } from './html';
import { LineKernel } from './lineKernel';
import { type Stream, unwrapLines } from './lines';
import { Rewriter, type Rewritten } from './rewriter';
import { rewrittenAgain, type Unwrapped } from './unwrapped';

/**
 * Removes the outermost layer around the dumps in a text: ANSI sequences, HTML, prefixes of log collectors, JSON and
 * other quoting, indentation. Learns the layer from the lines themselves. Takes linear time and never throws.
 *
 * @returns `before` itself if there is no layer
 */
export function withoutLayer(before: Unwrapped): Unwrapped {
  if (before.streams.length > maxStreams) return before; // each further layer would have to be learned for each of them
  let current = before;
  let classes = byteClassesOf(current.text);
  for (const pass of [withoutControls, withoutHtml, withStrings, splitStreams, withoutEscapedControls]) {
    const rewritten = pass(current.text, classes, current.streams);
    if (rewritten === undefined) continue;
    current = rewrittenAgain(current, rewritten);
    classes = byteClassesOf(current.text);
  }
  return current;
}

/** Removes the next layer of prefixes and quotes from the lines of each stream. */
function splitStreams(text: Uint8Array, _classes: number, streams: readonly Stream[]) {
  const kernel = LineKernel.of(text); // one for all streams, of which there may be hundreds
  const parts = streams.map((stream, n) => {
    const end = streams[n + 1]?.start ?? text.length;
    return { ...stream, end, unwrapped: unwrapLines(text, stream.start, end, () => kernel) };
  });
  if (parts.every(({ unwrapped }) => unwrapped === undefined)) return undefined;
  const [only] = parts;
  if (parts.length === 1 && only?.unwrapped !== undefined) return only.unwrapped;
  const out = new Rewriter(text, { start: 0, end: text.length });
  const inner: Stream[] = [];
  for (const { start, end, title, unwrapped } of parts) {
    const at = out.size;
    if (unwrapped === undefined) {
      inner.push({ start: at, title });
      out.copy(start, end);
      continue;
    }
    for (const stream of unwrapped.streams) {
      inner.push({ start: at + stream.start, title: [title, stream.title].filter(Boolean).join(' ') });
    }
    out.append(unwrapped);
  }
  return { ...out.build(), streams: inner };
}

function withStrings(text: Uint8Array): Rewritten | undefined {
  return hasByteArrays(text) ? withoutByteArrays(text) : undefined;
}

function withoutEscapedControls(text: Uint8Array, classes: number): Rewritten | undefined {
  if ((classes & byteClass.hash) === 0 || !hasEscapedControls(text)) return undefined;
  const out = new Rewriter(text, { start: 0, end: text.length });
  unescapeControls(out, text, 0, text.length);
  return out.build();
}
