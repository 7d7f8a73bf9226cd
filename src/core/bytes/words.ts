/**
 * Skips and compares bytes, four and eight at a time: this is where a dump's reading spends its time. Words are read
 * through a `DataView`, for lines begin at any byte.
 */

import { lineFeed, openParenthesis } from './ascii';

/** Bytes and a view of the same bytes. */
export interface Words {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

export function wordsOf(bytes: Uint8Array): Words {
  // A plain array: Node's Buffer is another class, and the engine's code for both is slower than for either.
  const { buffer, byteOffset, length } = bytes;
  return {
    bytes: new Uint8Array(buffer, byteOffset, length),
    view: new DataView(buffer, byteOffset, length),
  };
}

/**
 * How far the text from byte `at` on is the same as the key from byte `key` on.
 *
 * @param keys hold no NUL: eight bytes are compared as one number, and 0 would equal -0
 * @returns the first byte of the key that differs, at most `keyEnd`
 */
export function equalUntil(text: DataView, at: number, keys: DataView, key: number, keyEnd: number): number {
  const end = Math.min(keyEnd, key + text.byteLength - at);
  const shift = at - key;
  const last = end - 8;
  while (key <= last && text.getFloat64(key + shift, true) === keys.getFloat64(key, true)) key += 8;
  while (key < end && text.getUint8(key + shift) === keys.getUint8(key)) key++;
  return key;
}

/** Byte of the line's line feed, or the end of the text. */
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

const ofOffsets = new Uint8Array(256);
for (const char of '0123456789abcdef+xpsc= \r') ofOffsets[char.charCodeAt(0)] = 1;

/**
 * Byte of the line's line feed, or the end of the text, if no other characters stand before it than a blank and those of
 * offsets and addresses (` +0x1d fp=0x… sp=0x… pc=0x…`); else -1.
 */
export function offsetsEnd({ bytes }: Words, at: number): number {
  if (bytes[at]! > 0x20) return -1;
  while (at < bytes.length && ofOffsets[bytes[at]!] === 1) at++;
  return at === bytes.length || bytes[at] === lineFeed ? at : -1;
}

/** Byte of the first line feed or opening parenthesis, or the end of the text. */
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
 * Marks the word's bytes that are the one that `pattern` repeats: the first marked one is, those after it may not be.
 */
export function bytesEqual(word: number, pattern: number): number {
  const difference = word ^ pattern;
  return (difference - 0x01010101) & ~difference & 0x80808080;
}

/** Of a word with at least one byte marked: the number of the first. */
export function firstByte(marks: number): number {
  return (31 - Math.clz32(marks & -marks)) >> 3;
}
