import type { CancellationToken } from 'vscode-languageserver';
import {
  folderOf,
  type GoFile,
  GoPackage,
  type GoParser,
  type GoSource,
  readGoFile,
  type SyntaxNode,
  type UnreadFile,
} from '../../core';
import { Turns } from '../turns';
import { FactsCache } from './factsCache';
import type { Workspace } from './workspace';

/** Maximum number of packages: those of the frames come first, then what they import. */
const maxPackages = 400;
/** Maximum number of files of one package: claims about code of more would need all of them. */
const maxFiles = 1000;
/** Maximum number of imports from a package of the frames to another one. */
const maxImportDepth = 2;
/** In UTF-16 units: imports are at the beginning of a file. */
const importsLength = 20_000;
/** Number of folders whose files are read at the same time, so that the disk is busy. */
const foldersAhead = 4;
/** Maximum number of files that other threads parse ahead. */
const maxAhead = 64;

/** The packages that were read, and how many more the program is known to have. */
interface ProgramSource {
  readonly packages: readonly GoPackage[];
  readonly leftOut: number;
}

/** The files of a folder that were read, and how many more it has. */
interface FolderFiles {
  readonly files: readonly ProgramFile[];
  readonly leftOut: number;
}

/** Reads the packages of a program. */
export class GoProgramReader {
  private readonly cache = new FactsCache();

  constructor(private readonly workspace: Workspace) {}

  /**
   * The packages of the files, and those of the workspace that they import. Most files are parsed only when a name in
   * them is looked up.
   *
   * @param uris of Go files
   */
  async read(uris: Iterable<string>, token: CancellationToken): Promise<ProgramSource> {
    const parser = await this.workspace.syntax.parser();
    const depths = new Map<string, number>();
    for (const uri of uris) depths.set(folderOf(uri), 0);
    if (parser === undefined) return { packages: [], leftOut: depths.size };
    /** Folders in the order of their discovery, and the files of the first ones, which the disk is asked for ahead. */
    const folders = [...depths.keys()];
    const reading: Promise<FolderFiles>[] = [];
    const beyond = new Set<string>();
    const packages: GoPackage[] = [];
    const turns = new Turns(token);
    /** Files that will be needed: other threads parse them while this one goes on. */
    const ahead: ProgramFile[] = [];
    const readAhead = async (most: number) => {
      while (ahead.length > most) {
        await turns.next();
        await ahead.shift()!.finish();
      }
    };
    for (const [index, folder] of folders.entries()) {
      if (index >= maxPackages) break;
      await turns.next();
      for (const next of folders.slice(reading.length, index + foldersAhead))
        reading.push(this.filesIn(next, parser));
      const { files, leftOut } = await reading[index]!;
      const pkg = new GoPackage(folder, files, leftOut);
      packages.push(pkg);
      for (const file of files) {
        if (!pkg.aboutWaiting.has(file)) continue;
        await turns.next(); // in a browser, this thread parses
        file.begin();
        ahead.push(file);
      }
      await readAhead(maxAhead);
      const depth = depths.get(folder)!;
      for (const { text } of files) {
        for (const imported of this.imports(text)) {
          if (depth === maxImportDepth) beyond.add(imported);
          else if (!depths.has(imported)) {
            depths.set(imported, depth + 1);
            folders.push(imported);
          }
        }
      }
    }
    await readAhead(0);
    const missing = [...beyond].filter((folder) => !depths.has(folder)).length;
    return { packages, leftOut: depths.size - packages.length + missing };
  }

  private async filesIn(folder: string, parser: GoParser): Promise<FolderFiles> {
    const all = await this.workspace.goFilesIn(folder);
    const uris = all.slice(0, maxFiles);
    // The disk is asked for all at once, which takes a fraction of the time.
    const texts = await Promise.all(uris.map((uri) => this.workspace.read(uri)));
    const packageOf = (path: string) => this.workspace.folderOfPackage(path) ?? path;
    const files = uris.flatMap((uri, index) => {
      const text = texts[index];
      if (text === undefined) return [];
      const source = { uri, text };
      const factsOf = (tree: SyntaxNode) => readGoFile(source, tree, folder, packageOf);
      return new ProgramFile(source, parser, factsOf, this.cache);
    });
    return { files, leftOut: all.length - uris.length };
  }

  /** Folders of the workspace's packages that a file imports. */
  private *imports(text: string): Generator<string> {
    const head = text.slice(0, importsLength);
    for (const [, path] of head.matchAll(/^(?:import\s+|\t)(?:[\w.]+\s+)?"([^"\n]+)"/gm)) {
      const folder = this.workspace.folderOfPackage(path!);
      if (folder !== undefined) yield folder;
    }
  }
}

/** A file of one program, which stays as it was read. */
class ProgramFile implements UnreadFile {
  private tree: Promise<SyntaxNode | undefined> | undefined;
  private known: { readonly file: GoFile | undefined } | undefined;

  constructor(
    private readonly source: GoSource,
    private readonly parser: GoParser,
    private readonly factsOf: (tree: SyntaxNode) => GoFile,
    private readonly cache: FactsCache,
  ) {}

  get uri(): string {
    return this.source.uri;
  }

  get text(): string {
    return this.source.text;
  }

  /** Begins to parse it in another thread. */
  begin(): void {
    this.known = this.cache.get(this.source);
    if (this.known === undefined) this.tree = this.parser.treeLater(this.source);
  }

  /** Reads it after it was parsed. */
  async finish(): Promise<void> {
    const tree = await this.tree;
    this.tree = undefined;
    this.known ??= this.readFrom(tree);
  }

  read(): GoFile | undefined {
    this.known ??= this.cache.get(this.source) ?? this.readFrom(this.parser.tree(this.source));
    return this.known.file;
  }

  private readFrom(tree: SyntaxNode | undefined): { readonly file: GoFile | undefined } {
    return this.cache.keep(this.source, tree && this.factsOf(tree));
  }
}
