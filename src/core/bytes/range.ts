/** A range of bytes. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}
