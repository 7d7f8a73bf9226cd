import type { SourceFiles } from '../../core';

/** Access to source on the machine of the server. A server in a browser finds only the workspace. */
export interface SourceProvider extends SourceFiles {
  /** Uris of the files `go.mod`, `go.work` and `*.go` in the folders. */
  findGoFiles(folders: readonly string[]): Promise<readonly string[]>;
  /** Uris of Go's own folders. @param mayRun whether `go env` may be run */
  goFolders(mayRun: boolean): Promise<GoFolders>;
}

export interface GoFolders {
  readonly goroots: readonly string[];
  readonly moduleCaches: readonly string[];
  /** The `src` folders of GOPATH. */
  readonly gopathSources: readonly string[];
}
