import { slashed, isFileName } from '../go/paths';

/**
 * Uris as strings. A dump's text never becomes a uri by itself: what it contributes is relative segments below a
 * root that somebody else has named.
 */

/** The path below the root, or undefined if a segment would lead out of it or is no file name. */
export function joinUri(root: string, path: string): string | undefined {
  const segments = path.split('/');
  if (!segments.every(isFileName)) return undefined;
  // The folder `file:///` is the root of the disk, and `file://` is what stands before its slash.
  return `${root.replace(/(?<!:\/?)\/$/, '')}/${segments.map(encodeSegment).join('/')}`;
}

/** As VS Code does it, so that uris can be compared. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The path of a uri, decoded, as dumps print paths: `/home/…`, `c:/Users/…`. */
export function uriPath(uri: string): string {
  const path = uri.replace(/^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?/i, '').replace(/[?#].*$/, '');
  try {
    return slashed(decodeURIComponent(path).replace(/^\/([A-Za-z]:)/, '$1'));
  } catch {
    return path;
  }
}

/** The `file:` uri of an absolute path that a person has configured; undefined for any other path. */
export function fileUri(path: string): string | undefined {
  const clean = slashed(path).replace(/\/+$/, '');
  if (/^[a-z]:\//.test(clean)) return joinUri('file://', clean);
  return clean.startsWith('/') && !clean.startsWith('//') ? joinUri('file://', clean.slice(1)) : undefined;
}
