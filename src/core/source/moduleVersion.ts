import { parseSymbol } from '../symbol';
import type { FramePlace } from './roots';

/** A file of a module at a version, as the path of a module cache or of `-trimpath` tells. */
export interface ModuleFile {
  /** As it is imported, `github.com/Azure/sdk`, where the cache has `github.com/!azure/sdk`. */
  readonly module: string;
  readonly version: string;
  /** Below the module's folder. */
  readonly file: string;
}

/**
 * Reads `module@version` from the frame's path; undefined if it has none. Where the cache is not called `pkg/mod`,
 * its end is where the function's package begins. Reference: https://go.dev/ref/mod#module-cache.
 */
export function moduleVersion(frame: FramePlace, path: string): ModuleFile | undefined {
  const match = /^(?:.*\/pkg\/mod\/)?([^@]+)@(v[^/]+)\/(.+)$/.exec(path);
  if (match === null) return undefined;
  const { importPath } = parseSymbol(frame.function);
  const host = match[1]!.startsWith('/') ? `/${importPath.split('/')[0]!}/` : undefined;
  const start = host === undefined ? 0 : match[1]!.lastIndexOf(host) + 1;
  const module = match[1]!.slice(start).replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return { module, version: match[2]!, file: match[3]! };
}
