import { type Group, type GroupCounts, type Race, type DumpSummary, type Summary } from '../../protocol';
import { type ViewState } from './viewStates';

/** One of the dumps in a document, as it is shown. */
export interface DumpPart {
  /** Index into the summary's dumps; undefined if all are shown as one. */
  readonly index: number | undefined;
  readonly summary: DumpSummary | undefined;
  readonly groups: readonly Group[];
  readonly groupsShown: GroupCounts;
  readonly groupsFilteredOut: GroupCounts;
  readonly races: readonly Race[];
  readonly racesFilteredOut: number;
}

/** The active document's dumps as they are shown. */
export interface ShownDump {
  readonly kind: 'dump';
  readonly uri: string;
  /** The document's: an edit may move goroutines and leave the groups as they are. */
  readonly version: number;
  /** The server has it from a file, which is no document. */
  readonly isFile: boolean;
  readonly summary: Summary;
  readonly parts: readonly DumpPart[];
  readonly view: ViewState;
}

export type Shown =
  | { readonly kind: 'loading' }
  | { readonly kind: 'noDump' }
  /** A document of the language without a single goroutine. */
  | { readonly kind: 'notADump'; readonly uri: string; readonly why: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string }
  | ShownDump;
