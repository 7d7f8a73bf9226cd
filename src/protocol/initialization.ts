import { notification } from './rpc';

/** The user has trusted the workspace after the server started. */
export const trustGrantedNotification = notification<Record<string, never>>('goroutineDump/trustGranted');

/** The folders outside the workspace whose source the user has agreed to use; all of them, each time. */
export const sourceFoldersNotification = notification<{ readonly folders: readonly string[] }>(
  'goroutineDump/sourceFolders',
);

export interface InitializationOptions {
  /** Whether programs (`go env`) may be run. Default: true, for editors without workspace trust. */
  readonly trusted?: boolean;
  /** Uris of the folders of `sourceFoldersNotification`, as known at the start. */
  readonly sourceFolders?: readonly string[];
  /** Whether the client answers the file requests (`source.ts`). It must for a server in a browser. */
  readonly clientFiles?: boolean;
  /** Whether the client has the commands (`commands.ts`), so that hovers may link to them. Default: false. */
  readonly commandLinks?: boolean;
  /** Uri of the folder with the WebAssembly files, for a server in a browser, which does not know its own location. */
  readonly wasmFolder?: string;
}
