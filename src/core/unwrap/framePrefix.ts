import { readCreatedBy, readFileLine, readFunctionLine } from '../lines/frame';
import { Prefix } from './prefix';
import type { Region } from './region';
import { maxPrefixLength } from './streamForms';

/** Maximum number of places in a line where its content may begin. */
const maxPlaces = 16;
/** Where a symbol may begin: after a character that no symbol has, or that collectors end a prefix with. */
const place = /(?<![\p{L}\p{N}_.~/%@+*()[\]·])(?=[\p{L}_])/gu;

/**
 * The prefix of the two lines of a frame: the longest text that both begin with, except for timestamps and the like, so
 * that a function line and a file line follow. Undefined if there is none.
 */
export function prefixOfFrame(functionLine: string, fileLine: string): Prefix | undefined {
  if (isFunction(functionLine) && isFile(fileLine)) return undefined;
  const tab = fileLine.lastIndexOf('\t');
  const examples = tab > 0 ? [fileLine.slice(0, tab)] : [];
  const places = Array.from(functionLine.matchAll(place), ({ index }) => index);
  for (const at of places.slice(0, maxPlaces).reverse()) {
    if (at <= maxPrefixLength) examples.push(functionLine.slice(0, at));
  }
  for (const example of examples) {
    if (example === '') continue;
    const prefix = new Prefix(example);
    if (isFunction(contentOf(functionLine, prefix)) && isFile(contentOf(fileLine, prefix))) return prefix;
  }
  return undefined;
}

/** The prefix of the frame below the line that ends at byte `end`; undefined if there is no frame, or no prefix. */
export function framePrefixBelow(region: Region, end: number): Prefix | undefined {
  const [first, second] = region.linesBelow(end, 2);
  return first === undefined || second === undefined ? undefined : prefixOfFrame(first, second);
}

/** The line without the prefix; undefined if it has another. */
function contentOf(line: string, prefix: Prefix): string | undefined {
  const bytes = new TextEncoder().encode(line);
  const at = prefix.match(bytes, 0, bytes.length);
  return at < 0 ? undefined : new TextDecoder().decode(bytes.subarray(at));
}

function isFunction(line: string | undefined): boolean {
  return line !== undefined && (readFunctionLine(line) ?? readCreatedBy(line)) !== undefined;
}

function isFile(line: string | undefined): boolean {
  return line !== undefined && readFileLine(line) !== undefined;
}
