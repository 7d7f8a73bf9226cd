/** Uris are without a slash at the end. */
export interface GoModule {
  /** As its `go.mod` says, or as a `replace` directive calls it. */
  readonly path: string;
  readonly root: string;
}

/** All places in which source may be looked for. Nothing outside them is touched. */
export interface SourceRoots {
  readonly folders: readonly string[];
  /** Modules of the workspace, and those that they replace by a folder. */
  readonly modules: readonly GoModule[];
  /** The workspace's Go files. */
  readonly goFiles: readonly string[];
  readonly goroots: readonly string[];
  readonly moduleCaches: readonly string[];
  /** `src` folders of GOPATH. */
  readonly gopathSources: readonly string[];
}

/** The file system, as far as resolution needs it. Neither method fails: what cannot be read is not there. */
export interface SourceFiles {
  isFile(uri: string): Promise<boolean>;
  readFile(uri: string): Promise<string | undefined>;
}

/** A rule of `goroutineDump.substitutePath`: two prefixes, of which one is local. */
export interface PathSubstitution {
  readonly from: string;
  readonly to: string;
}
