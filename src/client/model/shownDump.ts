import { type ShownCounts } from '../../protocol';
import { type UntrustedText } from '../text/untrusted';
import { type Group, type Race, type SectionSummary, type Summary } from './answers';
import { type ViewState } from './viewState';

/** A section as it is shown, and its counts. */
export interface ShownSection extends ShownCounts {
  /** How many groups of the view's key are hidden. */
  readonly hidden: number;
  /** Index into the summary's sections; undefined if all are shown as one. */
  readonly index: number | undefined;
  readonly summary: SectionSummary | undefined;
  readonly groups: readonly Group[];
  readonly races: readonly Race[];
}

/** The active dump as it is shown. */
export interface ShownDump {
  readonly kind: 'dump';
  readonly uri: string;
  /** Changes with the text: an edit may move goroutines without changing the groups. */
  readonly version: number;
  readonly summary: Summary;
  readonly sections: readonly ShownSection[];
  readonly view: ViewState;
}

export type Shown =
  | { readonly kind: 'loading' }
  | { readonly kind: 'noDump' }
  /** A file that is named like a dump, and that VS Code does not pass to extensions. */
  | { readonly kind: 'tooLarge' }
  /** A document of the language without goroutines. */
  | { readonly kind: 'emptyFile' }
  | { readonly kind: 'notADump'; readonly uri: string; readonly why: UntrustedText | undefined }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: UntrustedText }
  | ShownDump;
