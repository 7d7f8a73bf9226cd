import { backslash, quote } from '../bytes/ascii';

/** The keys and array indices that lead to a value. */
export type JsonPath = readonly (string | number)[];

/** A string in JSON. Offsets are bytes between its quotes. */
export interface JsonString {
  readonly path: JsonPath;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** JSON that is nested deeper is not searched: a path is copied for each string. */
const maxDepth = 32;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;

/**
 * The strings among the values of the first object or array from byte `start` to byte `end`, exclusive. Invalid JSON is read
 * as far as it makes sense.
 */
export function* jsonStrings(text: Uint8Array, start: number, end: number): Generator<JsonString> {
  const decoder = new TextDecoder();
  const path: (string | number)[] = [];
  for (let at = start; at < end; at++) {
    const last = path.length - 1;
    switch (text[at]) {
      case openBrace:
      case openBracket:
        if (path.length === maxDepth) return;
        path.push(text[at] === openBrace ? '' : 0);
        break;
      case closeBrace:
      case closeBracket:
        path.pop();
        if (path.length === 0) return;
        break;
      case comma:
        if (typeof path[last] === 'number') path[last]++;
        break;
      case quote: {
        const close = closingQuote(text, at + 1, end);
        if (typeof path[last] === 'string' && text[skipBlanks(text, close + 1, end)] === colon) {
          path[last] = decoder.decode(text.subarray(at + 1, close));
        } else yield { path: [...path], start: at + 1, end: close };
        at = close;
        break;
      }
      default:
    }
  }
}

function closingQuote(text: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (text[at] === quote) return at;
    if (text[at] === backslash) at++;
  }
  return end;
}

function skipBlanks(text: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && text[at]! <= 0x20) at++;
  return at;
}
