/**
 * The model of a goroutine dump: columns over interned tables. A dump repeats itself, so each state, frame and
 * stack exists once, and identity (`===`) is equality.
 */

import type { FrameText } from './parser/frameText';

/** What a goroutine is doing, coarse enough to choose an icon or a filter by. */
export type StateClass =
  | 'running'
  | 'lock'
  | 'channel'
  | 'select'
  | 'io'
  | 'syscall'
  | 'sleep'
  | 'runtime'
  | 'idle'
  /** The form of the dump has no states, as profiles do not. */
  | 'unknown';

/** The text between the brackets of a header, without the minutes and the labels. */
export interface State {
  /** As printed, e.g. `chan receive (nil chan), locked to thread`. */
  readonly text: string;
  /** The wait reason or status alone, e.g. `chan receive (nil chan)`. */
  readonly reason: string;
  readonly class: StateClass;
  readonly scan: boolean;
  /** Proven unable to wake (goroutineleak profile, Go 1.26). */
  readonly leaked: boolean;
  /** Only its synctest bubble can wake it (Go 1.25). */
  readonly durable: boolean;
  readonly lockedToThread: boolean;
  /** Number of its synctest bubble, or of the bubble's root goroutine in Go 1.24. */
  readonly bubble: number | undefined;
}

/** A pprof label of a goroutine. */
export interface Label {
  readonly key: string;
  readonly value: string;
}

/** A place in code: arguments, offsets and goroutine ids are not part of it. */
export interface Frame {
  /** The symbol as printed, e.g. `example.com/lab/node.(*Hub).run`; free text for a C frame. */
  readonly function: string;
  /** The path as printed; empty where the dump has none. */
  readonly file: string;
  /** One-based, as printed; 0 where unknown. */
  readonly line: number;
  readonly kind: 'go' | 'c';
}

/** A gap in a stack: `...23 frames elided...`. */
export interface Elision {
  /** How many of the stack's frames stand before the gap. */
  readonly after: number;
  /** How many frames are missing; undefined for `...additional frames elided...` (to Go 1.20). */
  readonly count: number | undefined;
}

/** What a goroutine has called, and where it was started. */
export interface Stack {
  /** Innermost first, as printed. */
  readonly frames: readonly Frame[];
  /** The `go` statement that made the goroutine. */
  readonly createdBy: Frame | undefined;
  readonly elided: Elision | undefined;
  /** `goroutine running on other thread; stack unavailable`. */
  readonly unavailable: boolean;
}

/** Position of a goroutine in the columns, in the order of the text. */
export type GoroutineIndex = number;

/** One entry a goroutine in each column, in the order of the text. */
export interface Goroutines {
  readonly count: number;
  /**
   * As printed. Not sorted, unique only within a section, and 0 for a thread's own stack; NaN where the form has none,
   * and for the main goroutine of a race report.
   */
  readonly id: Float64Array;
  /** Index into `Dump.states`. */
  readonly state: Uint32Array;
  /** Lower bound of the wait in whole minutes; 0 where none is printed. */
  readonly waitMinutes: Uint32Array;
  /** Index into `Dump.labels`; 0 is the empty set. */
  readonly labels: Uint32Array;
  /** Index into `Dump.stacks`. */
  readonly stack: Uint32Array;
  /** The N of `created by … in goroutine N`; 0 where none is printed. */
  readonly creatorId: Float64Array;
  /** How many goroutines the entry stands for: 1, but for profiles and for the groups of a saved deduplicated dump. */
  readonly times: Uint32Array;
  /** Zero-based line of the header. */
  readonly line: Uint32Array;
  /** Zero-based line after the goroutine's last line that is not blank. */
  readonly endLine: Uint32Array;
  /** Byte of the UTF-8 text where the header begins. */
  readonly start: Uint32Array;
  /** Byte behind the goroutine's last line. */
  readonly end: Uint32Array;
}

/** What the entries of a section are. */
export type SectionKind =
  /** Single goroutines, as the runtime prints them. */
  | 'goroutines'
  /** Single goroutines, as Delve lists them. */
  | 'listing'
  /** Stacks with the number of goroutines that have each: no ids, no states. */
  | 'profile'
  /** The accesses that the race detector reports. */
  | 'races'
  /** Stacks that are no goroutine's in particular, as loggers print them with an error. */
  | 'stacks';

/** One dump of one process; a file may hold several. Thread blocks of `GOTRACEBACK=crash` belong to theirs. */
export interface Section {
  readonly kind: SectionKind;
  /** The preamble's first line, e.g. `SIGQUIT: quit` or `panic: boom`; empty where there is none. */
  readonly title: string;
  /** The service, container or test that printed it, where the text has several; else empty. */
  readonly source: string;
  /** Zero-based line of the preamble, else of the first header. */
  readonly line: number;
  /** Zero-based line of the `==> name <==` that it is the first below; else `line`. */
  readonly titleLine: number;
  readonly firstGoroutine: GoroutineIndex;
  /** How many entries of the columns it has. */
  readonly goroutineCount: number;
  /** How many goroutines it tells of. */
  readonly goroutines: number;
}

/** A stack of a race report. */
export interface RaceStack {
  readonly role: 'access' | 'creation' | 'other';
  /** As printed, e.g. `Previous write at 0x00c0000ae008 by goroutine 8`. */
  readonly title: string;
  /** Zero-based line of the title, and the one behind its last frame. */
  readonly line: number;
  readonly endLine: number;
  /** Empty where the detector could not restore the stack. */
  readonly frames: readonly Frame[];
}

/** What the race detector says of two accesses to the same memory. */
export interface Race {
  /** How many alike reports it stands for in a deduplicated dump; else 1. */
  readonly times: number;
  readonly line: number;
  readonly endLine: number;
  readonly stacks: readonly RaceStack[];
}

/** Kind of a problem; `too-many` stands for all that are left out. */
export type ProblemCode =
  'no-goroutines' | 'no-stack' | 'no-header' | 'unknown-line' | 'cut-off' | 'too-many';

/** Something in the text that could not be read. The text itself is never lost. */
export interface Problem {
  readonly code: ProblemCode;
  /** Zero-based line. */
  readonly line: number;
  /** Zero-based line after the last one concerned. */
  readonly endLine: number;
  /** What was found and what was expected, in a sentence. */
  readonly message: string;
}

/** All that a text says of goroutines: columns, the tables they point into, and what could not be read. */
export interface Dump {
  readonly goroutines: Goroutines;
  readonly states: readonly State[];
  readonly labels: readonly (readonly Label[])[];
  readonly frames: readonly Frame[];
  readonly stacks: readonly Stack[];
  readonly sections: readonly Section[];
  readonly races: readonly Race[];
  /** Frames in the text that are not in the runtime's form, in the order of their lines. */
  readonly otherFrames: readonly FrameText[];
  readonly problems: readonly Problem[];
  readonly lineCount: number;
}
