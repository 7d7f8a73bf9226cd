export const dedupScheme = 'goroutine-dedup';

/** What a virtual document of deduplicated text shows. */
export interface DedupView {
  /** Uri of the dump. */
  readonly source: string;
  /** The server has the dump from a file, which is no document of the editor. */
  readonly isFile?: true;
}

/** Uri of the virtual document; its last path segment is `name`, which tabs show. */
export function dedupUri(view: DedupView, name: string): string {
  return `${dedupScheme}:/${encodeURIComponent(name)}?${encodeURIComponent(JSON.stringify(view))}`;
}

/** The view of a uri that `dedupUri` made; undefined for any other uri. */
export function dedupView(uri: string): DedupView | undefined {
  const query = uri.indexOf('?');
  if (!uri.startsWith(`${dedupScheme}:`) || query < 0) return undefined;
  try {
    return JSON.parse(decodeURIComponent(uri.slice(query + 1))) as DedupView;
  } catch {
    return undefined; // somebody else's uri of our scheme
  }
}
