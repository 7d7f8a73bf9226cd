import type { Line } from '../lines/textLines';
import type { Dump } from '../model/dump';
import type { Stream } from '../unwrap/lines';
import type { Mark } from './sections';

/** What a text says, but for where its dumps begin and end, which its marks tell. */
export interface Traceback extends Omit<Dump, 'sections'> {
  readonly marks: readonly Mark[];
}

/** What is known of a text before it is read. */
export interface TracebackContext {
  /** The texts that it was put together from; no goroutine spans two of them. */
  readonly streams: readonly Stream[];
  /**
   * Called for each line that is not part of a traceback; `inStack` is true among or after frames. True stops reading.
   */
  readonly onUnparsedLine: (line: Line, inStack: boolean) => boolean;
}
