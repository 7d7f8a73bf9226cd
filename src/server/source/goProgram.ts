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
} from '../../core';
import { inTurns } from '../turns';
import type { Workspace } from './workspace';

/** Packages that are read: those of the frames, then what they import. */
const mostPackages = 400;
/** Files of one package. */
const mostFiles = 300;
/** Packages that far from those of the frames are read: what these import, and what that imports. */
const deepestImport = 2;
/** In UTF-16 units: imports stand at a file's beginning. */
const importsLength = 20_000;

/** Reads the packages of a program, and keeps what it has read of each file. */
export class GoProgramReader {
  /** By uri. A file's text is its version. */
  private readonly files = new Map<string, { readonly text: string; readonly file: GoFile | undefined }>();

  constructor(private readonly workspace: Workspace) {}

  /**
   * The packages of the files, and those of the workspace that they import. What the program does not ask for is not parsed.
   *
   * @param uris of Go files
   */
  async read(uris: Iterable<string>, token: CancellationToken): Promise<Program> {
    const parser = await this.workspace.syntax.parser();
    const depths = new Map<string, number>();
    for (const uri of uris) depths.set(folderOf(uri), 0);
    const packages: GoPackage[] = [];
    for await (const [folder, depth] of inTurns(depths, token)) {
      if (parser === undefined || packages.length >= mostPackages) break;
      const sources = await this.sources(folder, parser, token);
      packages.push(new GoPackage(folder, sources));
      if (depth === deepestImport) continue;
      for (const { text } of sources) {
        for (const imported of this.imports(text)) if (!depths.has(imported)) depths.set(imported, depth + 1);
      }
    }
    return new Program(packages);
  }

  private async sources(
    folder: string,
    parser: GoParser,
    token: CancellationToken,
  ): Promise<readonly UnreadFile[]> {
    const sources: UnreadFile[] = [];
    const uris = await this.workspace.goFilesIn(folder);
    for await (const uri of inTurns(uris.slice(0, mostFiles), token)) {
      const text = await this.workspace.read(uri);
      if (text === undefined) continue;
      const read = () => this.file({ uri, text }, folder, parser);
      // It will be asked for, and now other requests are answered in between.
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
    const known = this.files.get(source.uri);
    if (known?.text === source.text) return known.file;
    const tree = parser.tree(source);
    const packageOf = (path: string) => this.workspace.folderOfPackage(path) ?? path;
    const file = tree && readGoFile(source, tree, folder, packageOf);
    this.files.set(source.uri, { text: source.text, file });
    return file;
  }
}
