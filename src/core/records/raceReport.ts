import { readReportCount } from '../lines/dedup';
import { readFileLine } from '../lines/frame';
import {
  isOtherRaceTitle,
  isRaceRule,
  isRaceWarning,
  isRestoreFailure,
  type RaceAccessLine,
  type RaceCreationLine,
  type RaceGoroutine,
  readRaceAccess,
  readRaceCreation,
  readRaceFunction,
} from '../lines/race';
import type { Line } from '../lines/textLines';
import {
  type TextRange,
  textRange,
  type NextLine,
  nextText,
  type LocatedFrame,
  spanIn,
  type StackRecord,
} from './record';

/** A stack of a report, with its title. */
export interface RaceBlock extends StackRecord {
  /** Without the colon, e.g. `Previous write at 0x00c0000ae008 by goroutine 8`. */
  readonly title: string;
  /** False for `[failed to restore the stack]`: the history of the detector was too short. */
  readonly restored: boolean;
}

/** One of the two accesses. `createdBy` is known if the report has the creation of its goroutine. */
export interface RaceAccess
  extends RaceBlock, Pick<RaceAccessLine, 'operation' | 'previous' | 'address' | 'goroutine'> {}

/** Where a goroutine that took part was created. */
export interface RaceCreation extends RaceBlock, Pick<RaceCreationLine, 'goroutine' | 'running'> {}

/** A report, including the lines of `=` around it. */
export interface RaceReport extends TextRange {
  /** How many equal reports it stands for in a deduplicated dump; else 1. */
  readonly count: number;
  readonly accesses: readonly RaceAccess[];
  readonly creations: readonly RaceCreation[];
  /** `Heap block of size …`, `Global var …`, `Location is …`, `As if synchronized via …`, `Mutex M1 … created at`. */
  readonly others: readonly RaceBlock[];
}

/**
 * Reads the report that begins at `WARNING: DATA RACE`, or at the line of `=` above it, or at `3 times:` above that.
 */
export function readRaceReport(line: Line, next: NextLine): RaceReport | undefined {
  const count = readReportCount(line.text);
  const first = count === undefined ? line : next(line);
  const warning = first !== undefined && isRaceRule(first.text) ? next(first) : first;
  if (warning === undefined || !isRaceWarning(warning.text)) return undefined;
  const accesses: RaceAccess[] = [];
  const creations: RaceCreation[] = [];
  const others: RaceBlock[] = [];
  let last = warning;
  let following = nextText(warning, next);
  while (following !== undefined) {
    if (isRaceRule(following.text)) {
      last = following;
      break;
    }
    const access = readRaceAccess(following.text);
    const creation = readRaceCreation(following.text);
    if (access === undefined && creation === undefined && !isOtherRaceTitle(following.text)) break;
    const [block, blockEnd] = readBlock(following, next);
    if (access !== undefined) {
      const { operation, previous, address, goroutine } = access;
      accesses.push({ ...block, operation, previous, address, goroutine });
    } else if (creation !== undefined) {
      const { goroutine, running } = creation;
      creations.push({ ...block, goroutine, running });
    } else {
      others.push(block);
    }
    last = blockEnd;
    following = nextText(last, next);
  }
  return {
    count: count ?? 1,
    accesses: accesses.map(withCreation(creations)),
    creations,
    others,
    ...textRange(line, last),
  };
}

/** Reads a title and the stack below it. Returns the block and its last line. */
function readBlock(title: Line, next: NextLine): [block: RaceBlock, last: Line] {
  const frames: LocatedFrame[] = [];
  let last = title;
  let restored = true;
  for (;;) {
    const line = nextText(last, next);
    if (line === undefined) break;
    if (isRestoreFailure(line.text)) {
      restored = false;
      last = line;
      break;
    }
    const pair = readFramePair(line, next);
    if (pair === undefined) break;
    frames.push(pair[0]);
    last = pair[1];
  }
  const text = title.text.trim().replace(/:$/, '');
  return [{ title: text, restored, frames, createdBy: undefined, ...textRange(title, last) }, last];
}

/** Reads `  main.f()` and, below it, `      /x/m.go:12 +0x95`. Returns the frame and its last line. */
function readFramePair(line: Line, next: NextLine): [frame: LocatedFrame, last: Line] | undefined {
  const func = readRaceFunction(line.text);
  const below = func && nextText(line, next);
  const file = below && readFileLine(below.text);
  if (func === undefined || below === undefined || file === undefined) return undefined;
  const frame: LocatedFrame = {
    function: func.name,
    file: file.file,
    line: file.line,
    functionSpan: spanIn(line, func.nameSpan.start, func.nameSpan.end),
    fileSpan: spanIn(below, file.span.start, file.span.end),
  };
  return [frame, below];
}

function withCreation(creations: readonly RaceCreation[]): (access: RaceAccess) => RaceAccess {
  const statements = new Map(
    creations.map(({ goroutine, frames }) => [goroutine as RaceGoroutine, frames[0]]),
  );
  return (access) => ({ ...access, createdBy: statements.get(access.goroutine) });
}
