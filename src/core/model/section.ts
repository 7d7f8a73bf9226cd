import { type GoroutineIndex } from './goroutines';

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
