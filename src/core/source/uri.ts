import { fileAndLine, isFileName, slashed } from '../go/paths';

/**
 * Uris as strings. Text of a dump never becomes a uri by itself: it contributes only relative segments below a root
 * that does not come from the dump.
 */

/** Joins a root and a relative path; undefined if a segment is not a plain name, e.g. `..`. */
export function joinUri(root: string, path: string): string | undefined {
  const segments = path.split('/');
  if (!segments.every(isFileName)) return undefined;
  // Keeps the slashes of `file://`. The root folder `file:///` loses its last slash like any other.
  return `${root.replace(/(?<!:\/?)\/$/, '')}/${segments.map(encodeSegment).join('/')}`;
}

/** Escapes the same characters as VS Code, so that uris can be compared. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The decoded path of a uri, as dumps print paths: `/home/…`, `c:/Users/…`. */
export function uriPath(uri: string): string {
  const path = uri.replace(/^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?/i, '').replace(/[?#].*$/, '');
  try {
    return slashed(decodeURIComponent(path).replace(/^\/([A-Za-z]:)/, '$1'));
  } catch {
    return path;
  }
}

/** The `file:` uri of an absolute path that the user has configured; undefined for any other path. */
export function fileUri(path: string): string | undefined {
  const clean = slashed(path).replace(/\/+$/, '');
  if (/^[a-z]:\//.test(clean)) return joinUri('file://', clean);
  return clean.startsWith('/') && !clean.startsWith('//') ? joinUri('file://', clean.slice(1)) : undefined;
}

/** `hub.go:281`. @param line one-based */
export function uriAndLine(uri: string, line: number): string {
  return fileAndLine(uriPath(uri), line);
}
