/** A Go module. */
export interface GoModule {
  /** As in its `go.mod`, or in the `replace` directive that names it. */
  readonly path: string;
  /** Uri without a trailing slash. */
  readonly root: string;
}

/** The folders in which source may be looked for, as uris without a trailing slash. Nothing outside them is read. */
export interface SourceRoots {
  readonly folders: readonly string[];
  /** Modules of the workspace, and folders that their `replace` directives name. */
  readonly modules: readonly GoModule[];
  /** The workspace's Go files. */
  readonly goFiles: readonly string[];
  readonly goroots: readonly string[];
  readonly moduleCaches: readonly string[];
  /** The `src` folders of GOPATH. */
  readonly gopathSources: readonly string[];
}

/** The part of the file system that resolution needs. Neither method fails: unreadable files count as missing. */
export interface SourceFiles {
  isFile(uri: string): Promise<boolean>;
  readFile(uri: string): Promise<string | undefined>;
}

/** A rule of `goroutineDump.substitutePath`: two path prefixes, one of which is local. */
export interface PathSubstitution {
  readonly from: string;
  readonly to: string;
}
