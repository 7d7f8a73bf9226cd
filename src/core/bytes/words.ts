/**
 * Skips and compares bytes, four and eight at a time. Parsing a dump spends most of its time here. Words are read
 * through a `DataView` because lines may begin at any offset.
 */

import { lineFeed, openParenthesis } from './ascii';

/** A text as an array of bytes and as a view of the same bytes. */
export interface Words {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

export function wordsOf(bytes: Uint8Array): Words {
  // A plain Uint8Array: Node's Buffer is another class, and V8's code for two classes is slower than for one.
  const { buffer, byteOffset, length } = bytes;
  return {
    bytes: new Uint8Array(buffer, byteOffset, length),
    view: new DataView(buffer, byteOffset, length),
  };
}

/**
 * Compares the text from byte `at` with the key from byte `key`.
 *
 * @param keys must not contain NUL: eight bytes are compared as one number, and 0 would equal -0
 * @returns offset in `keys` of the first byte that differs, at most `keyEnd`
 */
export function equalUntil(text: DataView, at: number, keys: DataView, key: number, keyEnd: number): number {
  const end = Math.min(keyEnd, key + text.byteLength - at);
  const shift = at - key;
  const last = end - 8;
  while (key <= last && text.getFloat64(key + shift, true) === keys.getFloat64(key, true)) key += 8;
  while (key < end && text.getUint8(key + shift) === keys.getUint8(key)) key++;
  return key;
}

/** Offset of the line feed that ends the line, or the end of the text. */
export function lineEnd({ bytes, view }: Words, at: number): number {
  const last = bytes.length - 4;
  while (at <= last) {
    const feeds = bytesEqual(view.getInt32(at, true), 0x0a0a0a0a);
    if (feeds !== 0) return at + firstByte(feeds);
    at += 4;
  }
  while (at < bytes.length && bytes[at] !== lineFeed) at++;
  return at;
}

const isOffsetByte = new Uint8Array(256);
for (const char of '0123456789abcdef+xpsc= \r') isOffsetByte[char.charCodeAt(0)] = 1;

/**
 * Offset of the line feed that ends the line, or the end of the text, if the rest of the line has only the characters
 * of offsets and addresses (` +0x1d fp=0x… sp=0x… pc=0x…`); else -1.
 */
export function offsetsEnd({ bytes }: Words, at: number): number {
  if (bytes[at]! > 0x20) return -1;
  while (at < bytes.length && isOffsetByte[bytes[at]!] === 1) at++;
  return at === bytes.length || bytes[at] === lineFeed ? at : -1;
}

/** Offset of the first line feed or opening parenthesis, or the end of the text. */
export function argumentsEnd({ bytes, view }: Words, at: number): number {
  const last = bytes.length - 4;
  while (at <= last) {
    const word = view.getInt32(at, true);
    const stops = bytesEqual(word, 0x0a0a0a0a) | bytesEqual(word, 0x28282828);
    if (stops !== 0) return at + firstByte(stops);
    at += 4;
  }
  while (at < bytes.length && bytes[at] !== lineFeed && bytes[at] !== openParenthesis) at++;
  return at;
}

/**
 * Sets the high bit of each byte of the word that equals the byte repeated in `pattern`. Only the first mark is
 * certain: a borrow can mark a byte after it by mistake.
 */
export function bytesEqual(word: number, pattern: number): number {
  const difference = word ^ pattern;
  return (difference - 0x01010101) & ~difference & 0x80808080;
}

/** Index of the first marked byte. At least one byte must be marked. */
export function firstByte(marks: number): number {
  return (31 - Math.clz32(marks & -marks)) >> 3;
}
