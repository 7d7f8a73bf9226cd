import { viewIn, viewUri } from './viewUri';

export const dedupScheme = 'goroutine-dedup';

/** What a virtual document of deduplicated text shows. */
export interface DedupView {
  /** Uri of the dump. */
  readonly dump: string;
}

/** Uri of the virtual document; its last path segment is `name`, which tabs show. */
export function dedupUri(view: DedupView, name: string): string {
  return viewUri(dedupScheme, view, name);
}

/** The view of a uri that `dedupUri` made; undefined for any other uri. */
export function dedupView(uri: string): DedupView | undefined {
  return viewIn(dedupScheme, uri) as DedupView | undefined;
}

/** Uri of the dump that a deduplicated document was made from; the same uri for any other document. */
export function dumpUriOf(uri: string): string {
  return dedupView(uri)?.dump ?? uri;
}
