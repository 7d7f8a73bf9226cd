import { openBracket } from '../bytes/ascii';
import { isStackLine } from './headerMarkers';
import { jsonStrings, type JsonPath, type JsonString } from './jsonValues';
import { maxDecoded, type Region } from './region';

/**
 * Start of the line where the JSON around the line from byte `start` begins: that line, or the last one before it that is not
 * indented. Undefined if there is none after byte `limit`.
 */
export function jsonStart(region: Region, start: number, limit: number): number | undefined {
  const isOpening = (at: number) => region.text[at] === openBrace || region.text[at] === openBracket;
  if (isOpening(start)) return start;
  for (const [at] of region.linesNear(start, region.end, Infinity)) {
    if (at <= limit) return undefined;
    if (isOpening(at)) return at;
  }
  return undefined;
}

const openBrace = 0x7b;

/**
 * The strings of all records of JSON that has one line of a dump in each record, in their order, by array of records: arrays
 * of strings, of objects, or of arrays. Empty if the records next to that of the header contain no line of a stack.
 *
 * @param header byte offset of the string that is the header of a goroutine
 */
export function recordStrings(
  text: Uint8Array,
  start: number,
  end: number,
  header: number,
): readonly (readonly JsonString[])[] {
  const strings = [...jsonStrings(text, start, end)];
  const own = strings.findIndex((string) => string.start === header);
  if (own < 0) return [];
  const { path } = strings[own]!;
  for (let step = path.length - 1; step >= 0; step--) {
    const index = path[step];
    if (typeof index !== 'number') continue;
    const next = [index + 1, index - 1].map((other) => path.with(step, other).join('\n'));
    const nearby = strings.slice(Math.max(0, own - nearbyStrings), own + nearbyStrings);
    const isRecord = nearby.some((other) => next.includes(other.path.join('\n')) && isStack(text, other));
    if (isRecord) return grouped(strings, path, step);
  }
  return [];
}

/** Strings of a record may follow one another at this distance. */
const nearbyStrings = 64;

function isStack(text: Uint8Array, { start, end }: JsonString): boolean {
  const line = new TextDecoder().decode(text.subarray(start, Math.min(end, start + maxDecoded)));
  return isStackLine(line.replace(/^(?:\\t)+/, '\t').replace(/(?:\\n)+$/, ''));
}

/** The strings at paths like this one, those that differ only at the step together. */
function grouped(
  strings: readonly JsonString[],
  path: JsonPath,
  step: number,
): readonly (readonly JsonString[])[] {
  const isLike = (other: JsonPath) =>
    other.length === path.length && other.every((each, n) => typeof each === 'number' || each === path[n]);
  // After the records, an index is that of a cell: `values[*][1]`.
  const isCell = (other: JsonPath) => path.slice(step + 1).every((each, n) => each === other[step + 1 + n]);
  const groups = new Map<string, JsonString[]>();
  for (const string of strings) {
    if (!isLike(string.path) || !isCell(string.path)) continue;
    const key = string.path.slice(0, step).join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [string]);
    else group.push(string);
  }
  return [...groups.values()];
}
