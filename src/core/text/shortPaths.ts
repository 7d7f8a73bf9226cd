/** A folder of the workspace. */
export interface NamedFolder {
  /** With forward slashes, without one at the end. */
  readonly path: string;
  readonly name: string;
}

/** Home folders on Linux, macOS and Windows. */
const home =
  /(?<![\w/.~-])(?:(?:\/var)?\/home\/[^\s/]+|\/Users\/[^\s/]+|\/root|[A-Za-z]:[\\/]Users[\\/][^\s\\/]+)(?=[\\/])/g;

/**
 * Shortens the paths in a text so that it can be shared. A path below a folder of the workspace becomes relative to it, after
 * the folder's name if there are several folders. A home folder becomes `~`.
 */
export function shortPaths(text: string, folders: readonly NamedFolder[]): string {
  const longestFirst = [...folders].sort((a, b) => b.path.length - a.path.length);
  let short = text;
  for (const { path, name } of longestFirst) {
    if (path !== '') short = short.replace(below(path), () => (folders.length > 1 ? `${name}/` : ''));
  }
  return short.replace(home, '~');
}

/** Matches the folder at the start of a path, with either separator. */
function below(folder: string): RegExp {
  const segments = folder.split('/').map((segment) => segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\w/.~-])${segments.join('[\\\\/]')}[\\\\/]`, /^[a-z]:/i.test(folder) ? 'gi' : 'g');
}
