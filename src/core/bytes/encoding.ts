/**
 * Converts a text to UTF-8 without a byte order mark. UTF-16 is recognized by its mark or, without one, by zeros in
 * every other of the first bytes (Windows PowerShell redirects output as UTF-16).
 *
 * @returns a view of `bytes` if they are UTF-8 already
 */
export function toUtf8(bytes: Uint8Array): Uint8Array {
  const order = byteOrder(bytes);
  if (order !== undefined) return new TextEncoder().encode(new TextDecoder(order).decode(bytes));
  return withoutMark(bytes);
}

/** Removes the byte order mark from UTF-8, if there is one. */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return hasMark ? bytes.subarray(3) : bytes;
}

type ByteOrder = 'utf-16le' | 'utf-16be';

/** The byte order that the byte order mark of a UTF-16 text gives; undefined without a mark. */
export function markedByteOrder([first, second]: Uint8Array): ByteOrder | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function byteOrder(bytes: Uint8Array): ByteOrder | undefined {
  const marked = markedByteOrder(bytes);
  if (marked !== undefined) return marked;
  const isZero = (at: number) => bytes[at] === 0 && bytes[at + 2] === 0;
  if (bytes.length < 4 || isZero(0) === isZero(1)) return undefined;
  return isZero(1) ? 'utf-16le' : 'utf-16be';
}
