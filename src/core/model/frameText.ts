/** UTF-16 columns, zero-based; `end` is after the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What the second line of a frame says. */
export interface FileLine {
  readonly file: string;
  /** One-based source line. */
  readonly line: number;
  /** `path:line`. */
  readonly span: Span;
}

/** A frame as it stands in a document: its parts with their zero-based lines and UTF-16 columns. */
export interface FrameText {
  readonly kind: 'frame' | 'createdBy' | 'ancestor';
  readonly functionLine: number;
  readonly name: string;
  readonly nameSpan: Span;
  /** Between the parentheses; created-by frames have none. */
  readonly args: Span | undefined;
  readonly creatorId: number | undefined;
  readonly creatorSpan: Span | undefined;
  readonly fileLine: number;
  readonly file: FileLine;
}
