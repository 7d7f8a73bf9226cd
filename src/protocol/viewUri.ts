/** Uri of a virtual document that shows a view; its last path segment is `name`, which tabs show. */
export function viewUri(scheme: string, view: object, name: string): string {
  return `${scheme}:/${encodeURIComponent(name)}?${encodeURIComponent(JSON.stringify(view))}`;
}

/** The view of a uri that `viewUri` made with the scheme; undefined for any other uri. */
export function viewIn(scheme: string, uri: string): unknown {
  const query = uri.indexOf('?');
  if (!uri.startsWith(`${scheme}:`) || query < 0) return undefined;
  try {
    return JSON.parse(decodeURIComponent(uri.slice(query + 1)));
  } catch {
    return undefined; // a uri that another extension made with our scheme
  }
}
