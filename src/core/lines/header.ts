import { readState } from '../go/states';
import { type Span } from '../model/frameText';
import { type Label } from '../model/label';
import { type State } from '../model/state';
import { headerBracket, headerId, headerWord, idOffset } from './headerStart';
import { readLabels } from './labels';

/** The first line of a goroutine. */
export interface HeaderLine {
  readonly id: number;
  readonly idSpan: Span;
  readonly state: State;
  /** The text between the brackets. */
  readonly stateSpan: Span;
  /** Lower bound; 0 if none is printed. */
  readonly waitMinutes: number;
  readonly labels: readonly Label[];
}

/** Reads `goroutine 19 gp=0x… m=nil [chan receive, 3 minutes, locked to thread]:`, with labels in either format. */
export function readHeader(line: string): HeaderLine | undefined {
  if (!line.startsWith(headerWord)) return undefined;
  const bytes = bytesOfUnits(line);
  const bracket = headerBracket(bytes, 0);
  const suffix = bracket < 0 ? undefined : readHeaderSuffix(line, bracket);
  if (suffix === undefined) return undefined;
  const idEnd = line.indexOf(' ', idOffset);
  return { ...suffix, id: headerId(bytes, 0), idSpan: { start: idOffset, end: idEnd } };
}

/** One byte for each UTF-16 unit, so that offsets are the same; 0xff for units that are not ASCII. */
function bytesOfUnits(line: string): Uint8Array {
  return Uint8Array.from(line, (char) => Math.min(char.charCodeAt(0), 0xff));
}

/** The part of a header from its opening bracket on. */
export type HeaderSuffix = Omit<HeaderLine, 'id' | 'idSpan'>;

/**
 * Reads the part of a header from its opening bracket on, which many goroutines have in common. Labels that are damaged or in
 * a future format are ignored.
 */
export function readHeaderSuffix(line: string, bracket: number): HeaderSuffix | undefined {
  const end = line.trimEnd().length - 1;
  const inside = /\[([^[\]]*?)(?: labels:(?=\{)|\])/y;
  inside.lastIndex = bracket;
  const match = inside.exec(line);
  if (match === null || line[end] !== ':') return undefined;
  const stateEnd = inside.lastIndex - (line[inside.lastIndex] === '{' ? ' labels:'.length : 1);

  let labels: readonly Label[] = [];
  let at = inside.lastIndex;
  if (line[at] === '{') {
    const inner = readLabels(line, at);
    labels = inner?.labels ?? [];
    at = inner !== undefined && line[inner.end] === ']' ? inner.end + 1 : line.lastIndexOf(']', end) + 1;
  }
  if (line.startsWith(' {', at)) {
    const outer = readLabels(line, at + 1);
    labels = outer?.labels ?? labels;
    at = outer?.end ?? line.lastIndexOf('}', end) + 1;
  }
  if (at !== end) return undefined;

  const minutes = /, (\d+) minutes/.exec(match[1]!);
  const text = minutes === null ? match[1]! : match[1]!.replace(minutes[0], '');
  return {
    state: readState(text),
    stateSpan: { start: bracket + 1, end: stateEnd },
    waitMinutes: minutes === null ? 0 : Number(minutes[1]),
    labels,
  };
}
