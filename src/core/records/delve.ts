import { cappedNumber } from '../lines/count';
import { readCountLine } from '../lines/dedup';
import { readQuotedPairs } from '../lines/quotedPairs';
import type { Line } from '../lines/textLines';
import type { Label } from '../model/label';
import {
  isName,
  textRange,
  type NextLine,
  nextText,
  type LocatedFrame,
  spanIn,
  type StackRecord,
} from './record';

/** A goroutine that Delve lists. */
export interface DelveGoroutine extends StackRecord {
  readonly id: number;
  /** How many goroutines it stands for in a deduplicated dump; else 1. */
  readonly count: number;
  /** Whether it is the selected goroutine, marked `*`. */
  readonly isCurrent: boolean;
  /** The wait reason, e.g. `chan receive (nil chan)`; undefined for a goroutine that does not wait. */
  readonly state: string | undefined;
  /** Id of the thread that runs it. */
  readonly thread: number | undefined;
  readonly labels: readonly Label[];
  /**
   * The frame that the row shows: the first in user code or, with `-r`, `-g` or `-s`, the innermost one, the `go`
   * statement or the first function.
   */
  readonly location: LocatedFrame;
  readonly locationKind: 'User' | 'Runtime' | 'Go' | 'Start';
  /** Whether frames after the last one are missing; true without `-t`. */
  readonly truncated: boolean;
}

/**
 * Reads `* Goroutine 7 - User: /x/m.go:21 main.f (0x558e72) (thread 9) [chan receive 5]`, its labels and its stack.
 * Without a stack, `frames` is only the location, unless that is the `go` statement.
 */
export function readDelveGoroutine(line: Line, next: NextLine): DelveGoroutine | undefined {
  const row = readRow(line);
  if (row === undefined) return undefined;
  let labels: readonly Label[] = [];
  let last = line;
  let below = nextText(line, next);
  const count = below && readCountLine(below.text)?.count;
  if (count !== undefined) {
    last = below!;
    below = nextText(last, next);
  }
  const labelsEnd = below && /^\t+Labels: (?=")/.exec(below.text)?.[0].length;
  if (labelsEnd !== undefined) {
    labels = readQuotedPairs(below!.text, labelsEnd)?.labels ?? [];
    last = below!;
  }
  const stack = readStack(last, next);
  const isGo = row.locationKind === 'Go';
  return {
    ...row,
    count: count ?? 1,
    labels,
    frames: stack.frames.length > 0 ? stack.frames : isGo ? [] : [row.location],
    createdBy: isGo ? row.location : undefined,
    truncated: stack.truncated,
    ...textRange(line, stack.last),
  };
}

/** The number of goroutines that a listing or group says it has. */
export interface DelveTotal {
  readonly of: 'listing' | 'group';
  readonly goroutines: number;
}

/** Reads `[28 goroutines]` after a listing, or `\tTotal: 3` after a group, which may show fewer. */
export function readDelveTotal(line: string): DelveTotal | undefined {
  const listing = /^\[(\d+) goroutines\]\s*$/.exec(line)?.[1];
  if (listing !== undefined) return { of: 'listing', goroutines: cappedNumber(listing) };
  const group = /^\tTotal: (\d+)\s*$/.exec(line)?.[1];
  return group === undefined ? undefined : { of: 'group', goroutines: cappedNumber(group) };
}

type Row = Pick<DelveGoroutine, 'id' | 'isCurrent' | 'state' | 'thread' | 'location' | 'locationKind'>;

const rowStart = /^\t?( {2}|\* )Goroutine (\d{1,19}) - (User|Runtime|Go|Start): /;
const rowEnd = / \(0x[0-9a-f]+\)(?: \(thread (\d{1,19})\))?(?: \[([^[\]]*)\])?\s*$/;

function readRow(line: Line): Row | undefined {
  const start = rowStart.exec(line.text);
  const end = start && rowEnd.exec(line.text);
  const location = end && readLocation(line, start[0].length, end.index);
  if (!location) return undefined;
  return {
    id: Number(start[2]),
    isCurrent: start[1] === '* ',
    thread: end[1] === undefined ? undefined : Number(end[1]),
    state: end[2] === undefined ? undefined : withoutElapsed(end[2]),
    location,
    locationKind: start[3] as DelveGoroutine['locationKind'],
  };
}

/** Reads `/x/m.go:21 main.f`. No path has a colon, digits and a space, but type arguments have spaces. */
function readLocation(line: Line, start: number, end: number): LocatedFrame | undefined {
  const text = line.text.slice(start, end);
  const number = /:(\d+) /.exec(text);
  if (number === null || !isName(text)) return undefined;
  const pathEnd = number.index;
  const functionStart = pathEnd + number[0].length;
  return {
    function: text.slice(functionStart),
    file: text.slice(0, pathEnd),
    line: cappedNumber(number[1]!),
    functionSpan: spanIn(line, start + functionStart, end),
    fileSpan: spanIn(line, start, start + functionStart - 1),
  };
}

const maxElapsedLength = 40;

/** Removes the time after the reason, which Delve prints as nanoseconds or as a duration. */
function withoutElapsed(state: string): string {
  const blank = state.lastIndexOf(' ');
  const reason = state.slice(0, Math.max(0, blank));
  const isElapsed =
    state.length - blank < maxElapsedLength &&
    /^-?(?:\d+|(?:[\d.]+(?:h|m|s|ms|µs|us|ns))+)$/.test(state.slice(blank + 1));
  return reason !== '' && isElapsed && reason !== 'unknown wait reason' ? reason : state;
}

interface DelveStack {
  readonly frames: readonly LocatedFrame[];
  readonly truncated: boolean;
  readonly last: Line;
}

/** Reads the frames below a row, and `\t(truncated)` if there are more. */
function readStack(row: Line, next: NextLine): DelveStack {
  const frames: LocatedFrame[] = [];
  let last = row;
  let line = nextText(last, next);
  while (line !== undefined && !/^\t+\(truncated\)\s*$/.test(line.text)) {
    const frame = readStackFrame(line, next);
    if (frame === undefined) return { frames, truncated: frames.length === 0, last };
    frames.push(frame[0]);
    last = frame[1];
    line = nextText(last, next);
  }
  return { frames, truncated: line !== undefined || frames.length === 0, last: line ?? last };
}

const stackFunction = /^\t+ *\d+ {2}0x[0-9a-f]+ in (\S.*)$/d;
const stackFile = /^\t+ +at (\S.*):(\d+)\s*$/d;

/** Reads `\t0  0x000000000044159d in runtime.gopark` and, below it, `\t    at /x/proc.go:364`. */
function readStackFrame(line: Line, next: NextLine): [frame: LocatedFrame, last: Line] | undefined {
  const func = stackFunction.exec(line.text);
  const below = func === null ? undefined : nextText(line, next);
  const file = below && stackFile.exec(below.text);
  if (func === null || below === undefined || !file) return undefined;
  if (!isName(func[1]!) || !isName(file[1]!)) return undefined;
  const name = func[1]!.trimEnd();
  const nameStart = func.indices![1]![0];
  const frame: LocatedFrame = {
    function: name,
    file: file[1]!,
    line: cappedNumber(file[2]!),
    functionSpan: spanIn(line, nameStart, nameStart + name.length),
    fileSpan: spanIn(below, file.indices![1]![0], file.indices![2]![1]),
  };
  return [frame, below];
}
