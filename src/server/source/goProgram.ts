import type { CancellationToken } from 'vscode-languageserver';
import {
  folderOf,
  type GoFile,
  GoPackage,
  type GoParser,
  type GoSource,
  isAboutWaiting,
  Program,
  readGoFile,
  type UnreadFile,
  type WordBytes,
} from '../../core';
import { inTurns } from '../turns';
import type { Workspace } from './workspace';

/** Maximum number of packages: those of the frames come first, then what they import. */
const maxPackages = 400;
/** Maximum number of files of one package. */
const maxFiles = 300;
/** Maximum number of imports from a package of the frames to another one. */
const maxImportDepth = 2;
/** In UTF-16 units: imports are at the beginning of a file. */
const importsLength = 20_000;
/** In UTF-16 units, of all texts whose facts are cached. Facts take several times the memory of their text. */
const maxCachedText = 8_000_000;

/** One version of a parsed file. */
interface ParsedFile {
  readonly text: string;
  /** Undefined if it cannot be parsed. */
  readonly file: GoFile | undefined;
}

/** Reads the packages of a program. Caches the most recently used parsed files. */
export class GoProgramReader {
  /** By uri, most recently used last. A file's text is its version. */
  private readonly files = new Map<string, ParsedFile>();
  /** In UTF-16 units, of these files. */
  private cachedText = 0;

  constructor(private readonly workspace: Workspace) {}

  /**
   * The packages of the files, and those of the workspace that they import. Most files are parsed only when a name in them is looked up.
   *
   * @param uris of Go files
   * @param wordBytes of the machine on which the program ran
   */
  async read(uris: Iterable<string>, wordBytes: WordBytes, token: CancellationToken): Promise<Program> {
    const parser = await this.workspace.syntax.parser();
    const depths = new Map<string, number>();
    for (const uri of uris) depths.set(folderOf(uri), 0);
    const packages: GoPackage[] = [];
    for await (const [folder, depth] of inTurns(depths, token)) {
      if (parser === undefined || packages.length >= maxPackages) break;
      const sources = await this.sources(folder, parser, token);
      packages.push(new GoPackage(folder, sources));
      if (depth === maxImportDepth) continue;
      for (const { text } of sources) {
        for (const imported of this.imports(text)) if (!depths.has(imported)) depths.set(imported, depth + 1);
      }
    }
    return new Program(packages, wordBytes);
  }

  private async sources(
    folder: string,
    parser: GoParser,
    token: CancellationToken,
  ): Promise<readonly UnreadFile[]> {
    const sources: UnreadFile[] = [];
    const uris = (await this.workspace.goFilesIn(folder)).slice(0, maxFiles);
    // The disk is asked for all at once, which takes a fraction of the time.
    const texts = await Promise.all(uris.map((uri) => this.workspace.read(uri)));
    for await (const [index, uri] of inTurns(uris.entries(), token)) {
      const text = texts[index];
      if (text === undefined) continue;
      const read = () => this.file({ uri, text }, folder, parser);
      // It will be needed, and parsing it here lets other requests in between two files.
      if (isAboutWaiting(text)) read();
      sources.push({ uri, text, read });
    }
    return sources;
  }

  /** Folders of the workspace's packages that a file imports. */
  private *imports(text: string): Generator<string> {
    const head = text.slice(0, importsLength);
    for (const [, path] of head.matchAll(/^(?:import\s+|\t)(?:[\w.]+\s+)?"([^"\n]+)"/gm)) {
      const folder = this.workspace.folderOfPackage(path!);
      if (folder !== undefined) yield folder;
    }
  }

  private file(source: GoSource, folder: string, parser: GoParser): GoFile | undefined {
    const { uri, text } = source;
    let read = this.files.get(uri);
    if (read !== undefined) this.remove(uri, read);
    if (read?.text !== text) {
      const tree = parser.tree(source);
      const packageOf = (path: string) => this.workspace.folderOfPackage(path) ?? path;
      read = { text, file: tree && readGoFile(source, tree, folder, packageOf) };
    }
    this.files.set(uri, read);
    this.cachedText += text.length;
    for (const [oldest, old] of this.files) {
      if (this.cachedText <= maxCachedText || old === read) break;
      this.remove(oldest, old);
    }
    return read.file;
  }

  private remove(uri: string, { text }: ParsedFile): void {
    this.files.delete(uri);
    this.cachedText -= text.length;
  }
}
