import { isBelow } from '../go/paths';
import { type GoModule } from './roots';

/** A folder that a package has in a module. */
export interface PackageFolder {
  readonly module: GoModule;
  /** Relative to the module's root, with a slash at its start; empty for the root itself. */
  readonly folder: string;
}

/** The folders of a package. Of nested modules, only the innermost can contain it. Several can have the same path. */
export function packageFolders(importPath: string, modules: readonly GoModule[]): readonly PackageFolder[] {
  const owning = modules.filter(({ path }) => isBelow(importPath, path));
  const longest = Math.max(...owning.map(({ path }) => path.length));
  return owning
    .filter(({ path }) => path.length === longest)
    .map((module) => ({ module, folder: importPath.slice(module.path.length) }));
}
