import type { Line } from '../lines/textLines';
import type { Dump } from '../model/dump';
import type { Stream } from '../unwrap/lines';
import type { Mark } from './sections';

/** A dump that is not divided into sections yet, and the marks to divide it by. */
export interface Traceback extends Omit<Dump, 'sections'> {
  readonly marks: readonly Mark[];
}

/** Context of a text for the parser. */
export interface TracebackContext {
  /** The streams of the text; no goroutine spans two of them. */
  readonly streams: readonly Stream[];
  /**
   * Called for each line that is not part of a traceback; `inStack` is true among or after frames. True stops reading.
   */
  readonly onUnparsedLine: (line: Line, inStack: boolean) => boolean;
}
