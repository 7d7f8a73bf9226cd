import { type Span } from '../model/frameText';

/** The first line of a report. Source: `PrintReport` in tsan_report.cpp of LLVM's ThreadSanitizer, the part for Go. */
export const raceWarning = 'WARNING: DATA RACE';

/** Whether the line is `WARNING: DATA RACE`. */
export function isRaceWarning(line: string): boolean {
  return line.trimEnd() === raceWarning;
}

/** Whether the line is the rule of 18 `=` above and below a report. */
export function isRaceRule(line: string): boolean {
  return /^={18}\s*$/.test(line);
}

/** The detector's id of a goroutine, or `main` for the one that runs `main.main`. */
export type RaceGoroutine = number | 'main';

/** The title of an access. */
export interface RaceAccessLine {
  /** As printed, without `Previous`: `Read`, `write`, `Atomic read`. */
  readonly operation: string;
  /** Includes `Previous`. */
  readonly operationSpan: Span;
  readonly previous: boolean;
  /** As printed: `0x00c0000ae008`. */
  readonly address: string;
  readonly addressSpan: Span;
  readonly goroutine: RaceGoroutine;
  /** The word `goroutine`. */
  readonly wordSpan: Span;
  readonly idSpan: Span | undefined;
}

const access =
  /^ {0,2}((previous )?((?:atomic )?(?:read|write))) (?:of size \d+ )?at (0x[0-9a-f]+) by (?:(goroutine) (\d{1,10})|main (goroutine)):\s*$/di;

/** Reads `  Previous write at 0x00c0000ae008 by goroutine 8:`. */
export function readRaceAccess(line: string): RaceAccessLine | undefined {
  const match = access.exec(line);
  const spans = match?.indices;
  if (!match || !spans) return undefined;
  const id = match[6];
  return {
    operation: match[3]!,
    operationSpan: spanOf(spans[1]!),
    previous: match[2] !== undefined,
    address: match[4]!,
    addressSpan: spanOf(spans[4]!),
    goroutine: id === undefined ? 'main' : Number(id),
    wordSpan: spanOf(spans[5] ?? spans[7]!),
    idSpan: spans[6] && spanOf(spans[6]),
  };
}

/** The title of the stack that created a goroutine of the race. */
export interface RaceCreationLine {
  readonly goroutine: number;
  readonly idSpan: Span;
  /** The word `Goroutine`. */
  readonly wordSpan: Span;
  /** Whether the goroutine had not finished when the race was found. */
  readonly running: boolean;
  readonly runningSpan: Span;
  /** Span of `created at`. */
  readonly createdSpan: Span;
}

const creation = /^ {0,2}(Goroutine) (\d{1,10}) \((running|finished)\) (created at):\s*$/d;

/** Reads `  Goroutine 8 (running) created at:`. */
export function readRaceCreation(line: string): RaceCreationLine | undefined {
  const match = creation.exec(line);
  const spans = match?.indices;
  if (!match || !spans) return undefined;
  return {
    goroutine: Number(match[2]),
    idSpan: spanOf(spans[2]!),
    wordSpan: spanOf(spans[1]!),
    running: match[3] === 'running',
    runningSpan: spanOf(spans[3]!),
    createdSpan: spanOf(spans[4]!),
  };
}

const other = /^ {0,2}(?:Heap block of size|Global var|Location is|As if synchronized via|Mutex M?\d+) /;

/** Whether the line is the title of another stack of a report, e.g. `Heap block of size …`, `Mutex M1 … created at`. */
export function isOtherRaceTitle(line: string): boolean {
  return other.test(line);
}

/** Whether the line is `[failed to restore the stack]`: the history of the detector was too short. */
export function isRestoreFailure(line: string): boolean {
  return line.trim() === '[failed to restore the stack]';
}

/** Reads `  main.f()`, above a file line that is indented further. */
export function readRaceFunction(
  line: string,
): { readonly name: string; readonly nameSpan: Span } | undefined {
  const match = /^[\t ]+(\S.*)\(\)\s*$/d.exec(line);
  const span = match?.indices?.[1];
  return span && { name: match[1]!, nameSpan: spanOf(span) };
}

function spanOf([start, end]: readonly [number, number]): Span {
  return { start, end };
}
