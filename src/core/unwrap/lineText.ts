import type { Rewriter } from './rewriter';

/** Finds the text in the lines of a stream: behind a prefix, in a field of JSON, or in a column of a table. */
export interface LineText {
  /** Offset of the text in the line from byte `start` to byte `end`; -1 if the line is not one of the stream. */
  match(text: Uint8Array, start: number, end: number): number;
  /** After a successful `match`: whether the text of the line continues in the next one. */
  readonly isPartial: boolean;
  /**
   * The template of what precedes the text in a line that `match` has accepted.
   *
   * @returns undefined if a line that matches the template might not be one of the stream
   */
  template(text: Uint8Array, start: number, content: number): PrefixTemplate | undefined;
  /** What identifies the stream, e.g. the name of a service or a pod; empty if unknown. */
  readonly title: string;
}

/** Text that is in quotes only if it has to be. */
export interface CellText extends LineText {
  /** Writes the text that begins at byte `content`, with its quote, in a line up to byte `end`. */
  write(out: Rewriter, text: Uint8Array, content: number, end: number): void;
}

/** A prefix of fixed length. */
export interface PrefixTemplate {
  readonly bytes: Uint8Array;
  /** 255 at each byte that may be any digit, else 0. */
  readonly digits: Uint8Array;
}
