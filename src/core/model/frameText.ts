/** A range of zero-based UTF-16 columns; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The file line of a frame: its second line. */
export interface FileLine {
  readonly file: string;
  /** One-based source line. */
  readonly line: number;
  /** Span of `path:line`. */
  readonly span: Span;
}

/** The parts of a frame in a document, with their zero-based lines and UTF-16 columns. */
export interface FrameText {
  readonly kind: 'frame' | 'createdBy' | 'ancestor';
  readonly functionLine: number;
  readonly name: string;
  readonly nameSpan: Span;
  /** The text between the parentheses; undefined for created-by frames. */
  readonly args: Span | undefined;
  readonly creatorId: number | undefined;
  readonly creatorSpan: Span | undefined;
  readonly fileLine: number;
  readonly file: FileLine;
}
