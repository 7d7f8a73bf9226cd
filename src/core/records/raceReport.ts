import { readReportCount } from '../lines/dedup';
import { readFileLine } from '../lines/frame';
import type { Line } from '../lines/textLines';
import {
  type TextRange,
  textRange,
  type NextLine,
  nextText,
  type PlacedFrame,
  spanIn,
  type StackRecord,
} from './record';

/** The detector's id of a goroutine, or the one that runs `main.main`. */
export type RaceGoroutine = number | 'main';

/** A titled stack of a report. */
export interface RaceBlock extends StackRecord {
  /** Without the colon, e.g. `Previous write at 0x00c0000ae008 by goroutine 8`. */
  readonly title: string;
  /** False for `[failed to restore the stack]`: the detector's history did not reach back so far. */
  readonly restored: boolean;
}

/** One of the two accesses that raced; `createdBy` is known if the report has the goroutine's creation. */
export interface RaceAccess extends RaceBlock {
  /** As printed, without `Previous`: `Read`, `write`, `Atomic read`. */
  readonly operation: string;
  readonly previous: boolean;
  /** As printed: `0x00c0000ae008`. */
  readonly address: string;
  readonly goroutine: RaceGoroutine;
}

/** Where a goroutine that took part was made. */
export interface RaceCreation extends RaceBlock {
  readonly goroutine: number;
  /** Whether it had not finished when the race was found. */
  readonly running: boolean;
}

/** A report, with the lines of `=` around it. */
export interface RaceReport extends TextRange {
  /** How many alike reports it stands for in a deduplicated dump; else 1. */
  readonly count: number;
  readonly accesses: readonly RaceAccess[];
  readonly creations: readonly RaceCreation[];
  /** `Heap block of size …`, `Global var …`, `Location is …`, `As if synchronized via …`, `Mutex M1 … created at`. */
  readonly others: readonly RaceBlock[];
}

/** Reads the report that begins at `WARNING: DATA RACE`, or at the line of `=` above it, or at `3 times:` above that. */
export function readRaceReport(line: Line, next: NextLine): RaceReport | undefined {
  const times = readReportCount(line.text);
  const first = times === undefined ? line : next(line);
  const warning = first !== undefined && isRule(first.text) ? next(first) : first;
  if (warning?.text.trimEnd() !== 'WARNING: DATA RACE') return undefined;
  const accesses: RaceAccess[] = [];
  const creations: RaceCreation[] = [];
  const others: RaceBlock[] = [];
  let last = warning;
  let following = nextText(warning, next);
  while (following !== undefined) {
    if (isRule(following.text)) {
      last = following;
      break;
    }
    const title = readTitle(following.text);
    if (title === undefined) break;
    const [block, blockEnd] = readBlock(following, next);
    if (title.kind === 'access') accesses.push({ ...block, ...title.access });
    else if (title.kind === 'creation') creations.push({ ...block, ...title.creation });
    else others.push(block);
    last = blockEnd;
    following = nextText(last, next);
  }
  return {
    count: times ?? 1,
    accesses: accesses.map(withCreation(creations)),
    creations,
    others,
    ...textRange(line, last),
  };
}

function isRule(text: string): boolean {
  return /^={18}\s*$/.test(text);
}

type Title =
  | { readonly kind: 'access'; readonly access: Omit<RaceAccess, keyof RaceBlock> }
  | { readonly kind: 'creation'; readonly creation: Omit<RaceCreation, keyof RaceBlock> }
  | { readonly kind: 'other' };

const access =
  /^ {0,2}(previous )?((?:atomic )?(?:read|write)) (?:of size \d+ )?at (0x[0-9a-f]+) by (?:goroutine (\d{1,10})|main goroutine):\s*$/i;
const creation = /^ {0,2}Goroutine (\d{1,10}) \((running|finished)\) created at:\s*$/;
const other = /^ {0,2}(?:Heap block of size|Global var|Location is|As if synchronized via|Mutex M?\d+) /;

function readTitle(text: string): Title | undefined {
  const [, previous, operation, address, id] = access.exec(text) ?? [];
  if (operation !== undefined) {
    const goroutine = id === undefined ? 'main' : Number(id);
    return {
      kind: 'access',
      access: { operation, previous: previous !== undefined, address: address!, goroutine },
    };
  }
  const [, created, running] = creation.exec(text) ?? [];
  if (created !== undefined) {
    return { kind: 'creation', creation: { goroutine: Number(created), running: running === 'running' } };
  }
  return other.test(text) ? { kind: 'other' } : undefined;
}

/** Reads the block below a title, and says which line is its last. */
function readBlock(title: Line, next: NextLine): [block: RaceBlock, last: Line] {
  const frames: PlacedFrame[] = [];
  let last = title;
  let restored = true;
  for (;;) {
    const line = nextText(last, next);
    if (line === undefined) break;
    if (line.text.trim() === '[failed to restore the stack]') {
      restored = false;
      last = line;
      break;
    }
    const pair = readFrame(line, next);
    if (pair === undefined) break;
    frames.push(pair[0]);
    last = pair[1];
  }
  const text = title.text.trim().replace(/:$/, '');
  return [{ title: text, restored, frames, createdBy: undefined, ...textRange(title, last) }, last];
}

const functionLine = /^[\t ]+(\S.*)\(\)\s*$/d;

/** `  main.f()` and below it `      /x/m.go:12 +0x95`. */
function readFrame(line: Line, next: NextLine): [frame: PlacedFrame, last: Line] | undefined {
  const match = functionLine.exec(line.text);
  const below = match === null ? undefined : nextText(line, next);
  const file = below && readFileLine(below.text);
  if (match === null || below === undefined || file === undefined) return undefined;
  const frame: PlacedFrame = {
    function: match[1]!,
    file: file.file,
    line: file.line,
    functionAt: spanIn(line, ...match.indices![1]!),
    fileAt: spanIn(below, file.span.start, file.span.end),
  };
  return [frame, below];
}

function withCreation(creations: readonly RaceCreation[]): (access: RaceAccess) => RaceAccess {
  const statements = new Map(
    creations.map(({ goroutine, frames }) => [goroutine as RaceGoroutine, frames[0]]),
  );
  return (access) => ({ ...access, createdBy: statements.get(access.goroutine) });
}
