import type { SourceFiles } from '../../core';

/** What a server can find out about the machine it runs on. A browser's knows little, Node's all. */
export interface SourceProvider extends SourceFiles {
  /** Uris of the folders' files named `go.mod`, `go.work` or `*.go`. */
  findGoFiles(folders: readonly string[]): Promise<readonly string[]>;
  /** Go's own folders, as uris. `mayRun`: whether `go env` may be asked. */
  goFolders(mayRun: boolean): Promise<GoFolders>;
}

export interface GoFolders {
  readonly goroots: readonly string[];
  readonly moduleCaches: readonly string[];
  /** `src` folders of GOPATH. */
  readonly gopathSources: readonly string[];
}
