import { URI, Utils } from 'vscode-uri';
import {
  appendTo,
  baseOf,
  type Frame,
  fileUri,
  folderOf,
  isBelow,
  packageFolders,
  type GoModule,
  type GoSyntax,
  type PathSubstitution,
  readGoMod,
  readGoWork,
  type Resolution,
  resolveFrame,
  type SourceRoots,
} from '../../core';
import type { SourceProvider } from '../ports/sourceProvider';

/** Callbacks for the end of indexing. */
export interface IndexListener {
  /** Called with the paths of all modules. */
  indexed(modulePaths: readonly string[]): void;
  /** Called if indexing fails; the previous index stays in use. */
  failed(error: unknown): void;
}

/** What has changed of a workspace. Uris of folders have no trailing slash. */
interface WorkspaceChange {
  readonly folders?: readonly string[];
  readonly sourceFolders?: readonly string[];
  readonly trusted?: boolean;
}

/** The Go modules and files of the workspace, and Go's own folders. They are indexed on creation and by `refresh`. */
export class Workspace {
  private roots: Promise<SourceRoots>;
  private modules: readonly GoModule[] = [];
  /** Uris of the Go files by their folder. */
  private goFiles: ReadonlyMap<string, readonly string[]> = new Map();
  private readonly resolutions = new Map<string, Promise<Resolution>>();

  /**
   * @param files not used before `initialized` resolves
   * @param sourceFolders outside the workspace: only they themselves are read, whatever their `go.mod` names
   */
  constructor(
    private readonly files: SourceProvider,
    readonly syntax: GoSyntax,
    private folderUris: readonly string[],
    private sourceFolders: readonly string[],
    private trusted: boolean,
    initialized: Promise<void>,
    private readonly listener: IndexListener,
  ) {
    this.roots = initialized.then(() => nothing);
    this.refresh();
  }

  /** Uris without a trailing slash. */
  get folders(): readonly string[] {
    const isOutside = (folder: string) => !this.folderUris.some((root) => isBelow(folder, root));
    return [...this.folderUris, ...this.sourceFolders.filter(isOutside)];
  }

  /** Indexes the workspace again, because files, folders or trust have changed. */
  refresh(change: WorkspaceChange = {}): void {
    this.folderUris = change.folders ?? this.folderUris;
    this.sourceFolders = change.sourceFolders ?? this.sourceFolders;
    this.trusted = change.trusted ?? this.trusted;
    this.clearResolutions();
    // One after another, so that the last one wins.
    this.roots = this.roots.then((known) =>
      this.index().catch((error: unknown) => {
        this.listener.failed(error);
        return known;
      }),
    );
  }

  /** Clears the cache of resolutions, because a setting or a source file has changed. */
  clearResolutions(): void {
    this.resolutions.clear();
  }

  /** Finds the frame's source. The result is cached until something changes. */
  resolve(frame: Frame, substitutions: readonly PathSubstitution[]): Promise<Resolution> {
    const key = `${frame.function}\n${frame.file}\n${frame.line}`;
    let resolution = this.resolutions.get(key);
    if (resolution === undefined) {
      resolution = this.roots.then((roots) =>
        resolveFrame(frame, roots, this.files, this.syntax, substitutions),
      );
      this.resolutions.set(key, resolution);
    }
    return resolution;
  }

  /** The text of a source file; undefined if it cannot be read. */
  read(uri: string): Promise<string | undefined> {
    return this.files.readFile(uri);
  }

  /** Uris of the Go files directly in a folder of the workspace or of the module cache. */
  async goFilesIn(folder: string): Promise<readonly string[]> {
    await this.roots;
    const known = this.goFiles.get(folder);
    if (known !== undefined) return known;
    const found = await this.files.findGoFiles([folder]);
    return found.filter((uri) => folderOf(uri) === folder && uri.endsWith('.go'));
  }

  /** The folder of a package in a module of the workspace. */
  folderOfPackage(importPath: string): string | undefined {
    const folders = packageFolders(importPath, this.modules).map(
      ({ module, folder }) => `${module.root}${folder}`,
    );
    return folders.find((folder) => this.goFiles.has(folder));
  }

  private async index(): Promise<SourceRoots> {
    const { folders } = this;
    const [found, go] = await Promise.all([
      this.files.findGoFiles(folders),
      this.files.goFolders(this.trusted),
    ]);
    const modules = await this.modulesOf(found);
    this.modules = modules;
    const goFiles = found.filter((uri) => uri.endsWith('.go'));
    this.goFiles = byFolder(goFiles);
    this.listener.indexed(modules.map(({ path }) => path));
    return { folders, modules, goFiles, ...go };
  }

  /** Files of the workspace may name any folder, because the user wrote them; those of other folders only their own. */
  private mayName(root: string, folder: string): boolean {
    if (this.folderUris.some((own) => isBelow(root, own))) return true;
    return this.sourceFolders.some((own) => isBelow(root, own) && isBelow(folder, own));
  }

  /** The modules of all `go.mod` files, those that a `go.work` uses, and those that are replaced by a folder. */
  private async modulesOf(found: readonly string[]): Promise<readonly GoModule[]> {
    const modules = new Map<string, GoModule>();
    const add = (path: string, root: string) => modules.set(`${path}\n${root}`, { path, root });
    /** The folder that a `go.mod` or `go.work` in `root` names, if it may be read. */
    const named = (root: string, path: string) => {
      const folder = relativeTo(root, path);
      return folder !== undefined && this.mayName(root, folder) ? folder : undefined;
    };
    const used = await Promise.all(
      found
        .filter((uri) => baseOf(uri) === 'go.work')
        .map(async (uri) => {
          const folders = readGoWork((await this.files.readFile(uri)) ?? '');
          return folders.flatMap((folder) => named(folderOf(uri), folder) ?? []);
        }),
    );
    const roots = [...found.filter((uri) => baseOf(uri) === 'go.mod').map(folderOf), ...used.flat()];
    for (const root of new Set(roots)) {
      const mod = readGoMod((await this.files.readFile(`${root}/go.mod`)) ?? '');
      if (mod === undefined) continue;
      add(mod.module, root);
      for (const { module, folder } of mod.replaced) {
        const replacement = named(root, folder);
        if (replacement !== undefined) add(module, replacement);
      }
    }
    return [...modules.values()];
  }
}

function byFolder(uris: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const uri of uris) appendTo(folders, folderOf(uri), uri);
  return folders;
}

const nothing: SourceRoots = {
  folders: [],
  modules: [],
  goFiles: [],
  goroots: [],
  moduleCaches: [],
  gopathSources: [],
};

/** The folder that a `go.mod` or `go.work` in `root` names. */
function relativeTo(root: string, path: string): string | undefined {
  const clean = path.replaceAll('\\', '/');
  if (/^(?:\/|[A-Za-z]:\/)/.test(clean)) return fileUri(clean);
  return Utils.joinPath(URI.parse(root), clean).toString().replace(/\/+$/, '');
}
