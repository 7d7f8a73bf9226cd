import type { Stream } from './lines';
import type { Origins } from './origins';
import type { Rewritten } from './rewriter';

/** The text of dumps as the programs printed it, without what terminals, loggers and collectors have put around it. */
export interface Unwrapped {
  /** UTF-8. */
  readonly text: Uint8Array;
  /** Undefined for the text as it arrived. */
  readonly origins: Origins | undefined;
  /** Its parts, by service, container or test; they stand in the order of their first lines. */
  readonly streams: readonly Stream[];
}

/** The text as it arrived. */
export function notUnwrapped(text: Uint8Array): Unwrapped {
  return { text, origins: undefined, streams: [{ start: 0, title: '' }] };
}

/** What has been undone so far, and one rewriting more. */
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
