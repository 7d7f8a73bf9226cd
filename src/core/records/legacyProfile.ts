import { cappedNumber, readCount } from '../lines/count';
import { type GoroutineProfileKind, isGoroutineProfile, readProfileHeadLine } from '../lines/profileHead';
import { readQuotedPairs } from '../lines/quotedPairs';
import type { Line } from '../lines/textLines';
import type { Label } from '../model/label';
import type { Frame } from '../model/stack';
import { otherProfile, type ProfileRefusal } from './profileKind';
import { textRange, type NextLine, nextText, type LocatedFrame, spanIn, type StackRecord } from './record';

/** The first line of a profile in the legacy text format of runtime/pprof (`debug=1`). */
export interface ProfileHead {
  readonly kind: GoroutineProfileKind;
  /** Sum of the counts as printed, at most 2^53-1. */
  readonly total: number;
}

/** A frame of a profile. If the function is unknown, its name is the address, and file and line are missing. */
export interface ProfileFrame extends Frame {
  /** Address of the instruction: `0x4d7ee4`. */
  readonly address: string;
}

/** A stack and the number of goroutines that have it. */
export interface ProfileStack {
  /** At most 2^53-1. */
  readonly count: number;
  /** Sorted by key. */
  readonly labels: readonly Label[];
  /** Innermost first. */
  readonly frames: readonly ProfileFrame[];
}

/** A record of a profile in the legacy text format. The format has no `go` statements. */
export interface ProfileRecord extends StackRecord, ProfileStack {
  readonly frames: readonly (ProfileFrame & LocatedFrame)[];
}

/**
 * Reads `goroutine profile: total 25`. Returns a refusal for the head of a profile of another kind, and undefined for any
 * other line.
 */
export function readProfileHead(line: string): ProfileHead | ProfileRefusal | undefined {
  const head = readProfileHeadLine(line);
  if (head === undefined) return undefined;
  const { name, total } = head;
  return total !== undefined && isGoroutineProfile(name) ? { kind: name, total } : otherProfile(name);
}

/**
 * Reads `2 @ 0x46db2e 0x40c305`, an optional `# labels: {"job":"resize"}`, and `#\t0x4d7ee4\tmain.f+0x64\t/x/m.go:205`
 * for each frame that pprof shows. Tabs align the cells.
 */
export function readProfileRecord(line: Line, next: NextLine): ProfileRecord | undefined {
  const count = /^(\d+) @(?: 0x|\s*$)/.exec(line.text)?.[1];
  if (count === undefined) return undefined;
  let labels: readonly Label[] = [];
  const frames: (ProfileFrame & LocatedFrame)[] = [];
  let last = line;
  let following = nextText(line, next);
  if (following?.text.startsWith(labelsStart)) {
    labels = readQuotedPairs(following.text, labelsStart.length)?.labels ?? [];
    last = following;
    following = nextText(last, next);
  }
  while (following !== undefined) {
    const frame = readProfileFrame(following);
    if (frame === undefined) break;
    frames.push(frame);
    last = following;
    following = nextText(last, next);
  }
  return { count: readCount(count), labels, frames, createdBy: undefined, ...textRange(line, last) };
}

const labelsStart = '# labels: {';
const frameLine = /^#\t+(0x[0-9a-f]+)(?:\t+([^\t]+)\t+([^\t]*):(\d+))?\s*$/d;

function readProfileFrame(line: Line): (ProfileFrame & LocatedFrame) | undefined {
  const match = frameLine.exec(line.text);
  if (match === null) return undefined;
  const [, address, name, file, sourceLine] = match;
  const at = match.indices!;
  if (name === undefined) {
    const functionSpan = spanIn(line, ...at[1]!);
    return { address: address!, function: address!, file: '', line: 0, functionSpan, fileSpan: undefined };
  }
  const symbol = withoutOffset(name);
  const functionStart = at[2]![0];
  return {
    address: address!,
    function: symbol,
    file: file!,
    line: cappedNumber(sourceLine!),
    functionSpan: spanIn(line, functionStart, functionStart + symbol.length),
    fileSpan: spanIn(line, at[3]![0], at[4]![1]),
  };
}

/** `main.f` of `main.f+0x64`. */
export function withoutOffset(name: string): string {
  return name.replace(/(?<=.)\+0x[0-9a-f]+$/s, '');
}
