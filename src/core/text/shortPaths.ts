/** A folder of the workspace. */
export interface NamedFolder {
  /** With slashes, and none at its end. */
  readonly path: string;
  readonly name: string;
}

/** Home folders, of whatever machine. */
const home =
  /(?<![\w/.~-])(?:(?:\/var)?\/home\/[^\s/]+|\/Users\/[^\s/]+|\/root|[A-Za-z]:[\\/]Users[\\/][^\s\\/]+)(?=[\\/])/g;

/**
 * The text without what its paths tell about its reader: those below a folder of the workspace are relative to it, with its
 * name if there are several, and home folders are `~`.
 */
export function shortPaths(text: string, folders: readonly NamedFolder[]): string {
  const longestFirst = [...folders].sort((a, b) => b.path.length - a.path.length);
  let short = text;
  for (const { path, name } of longestFirst) {
    if (path !== '') short = short.replace(below(path), () => (folders.length > 1 ? `${name}/` : ''));
  }
  return short.replace(home, '~');
}

/** Matches the folder where a path begins with it, with either separator. */
function below(folder: string): RegExp {
  const segments = folder.split('/').map((segment) => segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\w/.~-])${segments.join('[\\\\/]')}[\\\\/]`, /^[a-z]:/i.test(folder) ? 'gi' : 'g');
}
