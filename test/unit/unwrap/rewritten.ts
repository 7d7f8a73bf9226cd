import type { Rewritten } from '../../../src/core/unwrap/rewriter';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const stringOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A row of bytes that follow each other in the original too, as text, and the byte of the original where it begins. */
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

/** What `rewrite` makes of a text; undefined where it leaves the text alone. */
export function textAfter(
  rewrite: (text: Uint8Array) => Rewritten | undefined,
  text: string,
): string | undefined {
  const rewritten = rewrite(bytesOf(text));
  return rewritten && stringOf(rewritten.text);
}

/** What `rewrite` makes of a text, as `piecesOf` shows it; undefined where it leaves the text alone. */
export function piecesAfter(
  rewrite: (text: Uint8Array) => Rewritten | undefined,
  text: string,
): readonly Piece[] | undefined {
  const rewritten = rewrite(bytesOf(text));
  return rewritten && piecesOf(rewritten);
}
