import { parseSymbol } from '../go/symbol';
import type { Frame } from '../model/stack';

/** A file of a module at a version, from a path in a module cache or a path that `-trimpath` has shortened. */
export interface ModuleFile {
  /** The import path, `github.com/Azure/sdk`, which the cache spells `github.com/!azure/sdk`. */
  readonly module: string;
  readonly version: string;
  /** Path relative to the module's folder. */
  readonly file: string;
}

/**
 * Reads `module@version` from the frame's path; undefined if there is none. A cache that is not called `pkg/mod` ends
 * where the package of the function begins. Reference: https://go.dev/ref/mod#module-cache.
 */
export function moduleVersion(frame: Frame, path: string): ModuleFile | undefined {
  const parts = path.split('@');
  for (let n = parts.length - 1; n > 0; n--) {
    const version = /^v[^/]+(?=\/)/.exec(parts[n]!)?.[0];
    const before = parts[n - 1]!;
    const cache = before.lastIndexOf('/pkg/mod/');
    const folder = cache < 0 ? before : before.slice(cache + '/pkg/mod/'.length);
    if (version === undefined || folder === '' || (cache < 0 && n > 1)) continue;
    const file = parts
      .slice(n)
      .join('@')
      .slice(version.length + 1);
    return file === '' ? undefined : { module: moduleOf(frame, folder), version, file };
  }
  return undefined;
}

function moduleOf(frame: Frame, folder: string): string {
  const { importPath } = parseSymbol(frame.function);
  const start = folder.startsWith('/') ? folder.lastIndexOf(`/${importPath.split('/')[0]!}/`) + 1 : 0;
  return folder.slice(start).replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
