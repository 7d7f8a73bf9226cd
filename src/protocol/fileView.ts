import { viewIn, viewUri } from './viewUri';

/** Scheme of read-only documents that show text of a file that the server has read from disk. */
export const fileScheme = 'goroutine-file';

/** What such a document shows: the whole unpacked file, or the goroutine at a zero-based line of its dump. */
export interface FileView {
  /** Uri of the file. */
  readonly source: string;
  readonly line?: number;
}

/** Uri of the document; its last path segment is `name`, which tabs show. */
export function fileViewUri(view: FileView, name: string): string {
  return viewUri(fileScheme, view, name);
}

/** The view of a uri that `fileViewUri` made; undefined for any other uri. */
export function fileView(uri: string): FileView | undefined {
  return viewIn(fileScheme, uri) as FileView | undefined;
}
