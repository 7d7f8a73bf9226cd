import type { Rewritten } from '../../../src/core/unwrap/rewriter';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const stringOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The text of bytes that are contiguous in the original too, and the offset in the original where they begin. */
export type Piece = readonly [text: string, origin: number];

/** The rewritten text as the longest possible pieces of the original. */
export function piecesOf({ text, origins }: Rewritten): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0, end = 0; start < text.length; start = end) {
    const origin = origins.originOf(start);
    while (end < text.length && origins.originOf(end) - end === origin - start) end++;
    pieces.push([stringOf(text.subarray(start, end)), origin]);
  }
  return pieces;
}

/** The rewritten text; undefined if `rewrite` leaves the text unchanged. */
export function textAfter(
  rewrite: (text: Uint8Array) => Rewritten | undefined,
  text: string,
): string | undefined {
  const rewritten = rewrite(bytesOf(text));
  return rewritten && stringOf(rewritten.text);
}

/** The pieces of the rewritten text; undefined if `rewrite` leaves the text unchanged. */
export function piecesAfter(
  rewrite: (text: Uint8Array) => Rewritten | undefined,
  text: string,
): readonly Piece[] | undefined {
  const rewritten = rewrite(bytesOf(text));
  return rewritten && piecesOf(rewritten);
}
