import { type GoroutineIndex } from './goroutines';

/** The form of a section's entries. */
export type SectionKind =
  /** Single goroutines, as the runtime prints them. */
  | 'goroutines'
  /** Single goroutines, as Delve lists them. */
  | 'listing'
  /** Stacks, each with its number of goroutines; no ids and no states. */
  | 'profile'
  /** The stacks of the race detector's reports. */
  | 'races'
  /** Stacks that loggers print with an error; they belong to no particular goroutine. */
  | 'stacks';

/** The dump of one process; a text may contain several. The thread blocks of `GOTRACEBACK=crash` belong to that dump. */
export interface Section {
  readonly kind: SectionKind;
  /** First line of the preamble, e.g. `SIGQUIT: quit` or `panic: boom`; empty if there is none. */
  readonly title: string;
  /** The service, container or test that printed it, where the text has several; else empty. */
  readonly name: string;
  /** Zero-based line of the preamble or, without one, of the first header. */
  readonly line: number;
  /** Zero-based line of `==> name <==`, if the section is the first one below such a line; else `line`. */
  readonly titleLine: number;
  readonly firstGoroutine: GoroutineIndex;
  /** Number of entries in the columns. */
  readonly goroutineCount: number;
  /** Number of goroutines that the entries stand for. */
  readonly goroutines: number;
}

/** The goroutines of a section, in the order of the text. */
export function* goroutinesIn({ firstGoroutine, goroutineCount }: Section): Generator<GoroutineIndex> {
  for (let index = firstGoroutine; index < firstGoroutine + goroutineCount; index++) yield index;
}
