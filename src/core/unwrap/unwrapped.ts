import type { Stream } from './lines';
import type { Origins } from './origins';
import type { Rewritten } from './rewriter';

/** A text without the layers that have been removed so far, e.g. those of terminals, loggers and collectors. */
export interface Unwrapped {
  /** UTF-8. */
  readonly text: Uint8Array;
  /** Undefined if nothing was removed. */
  readonly origins: Origins | undefined;
  /** The parts by service, container or test, in the order of their first lines. */
  readonly streams: readonly Stream[];
}

/** The text with no layer removed. */
export function notUnwrapped(text: Uint8Array): Unwrapped {
  return { text, origins: undefined, streams: [{ start: 0, title: '' }] };
}

/** The text after one more rewriting. */
export function rewrittenAgain(
  before: Unwrapped,
  rewritten: Rewritten & { readonly streams?: readonly Stream[] },
): Unwrapped {
  const { text, origins } = rewritten;
  const moved = ({ start, title }: Stream) => ({ start: origins.textOf(start, before.text.length), title });
  return {
    text,
    origins: before.origins === undefined ? origins : before.origins.then(origins),
    streams: rewritten.streams ?? before.streams.map(moved),
  };
}
