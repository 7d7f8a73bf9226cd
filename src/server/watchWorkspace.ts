import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { type InitializationOptions, sourceFoldersNotification, trustGrantedNotification } from '../protocol';
import { clientFiles } from './browser/clientFiles';
import type { ServerContext } from './context';
import type { ParserThreads } from './ports/parserThreads';
import type { SourceProvider } from './ports/sourceProvider';
import type { WasmFiles } from './ports/wasmFiles';
import { type EditorDocuments, syncGoFiles, withOpenFiles } from './source/editorDocuments';
import { goSyntax } from './source/goSyntax';
import { Workspace } from './source/workspace';

/** The files that resolution reads. */
const goFiles = '**/{go.mod,go.work,*.go}';

/** In milliseconds. Changes within this time of each other, e.g. by a checkout, are handled as one. */
const settleTime = 500;

/** Access to the files of the workspace and of the parser. */
interface WorkspaceAccess {
  readonly files: SourceProvider;
  readonly wasmFiles: (folder: string | undefined) => WasmFiles;
  /** Undefined in a browser. */
  readonly parserThreads: ParserThreads | undefined;
  readonly documents: EditorDocuments;
}

/** The workspace of the client. Whenever it has been indexed, all dumps get its modules. */
export function openWorkspace(
  context: ServerContext,
  { initializationOptions, ...params }: InitializeParams,
  { files, wasmFiles, parserThreads, documents }: WorkspaceAccess,
  initialized: Promise<void>,
): Workspace {
  const options = (initializationOptions ?? {}) as InitializationOptions;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- all that an editor without workspace folders sends
  const { workspaceFolders, rootUri } = params;
  const folders = workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []);
  const provider = options.clientFiles ? clientFiles(context.connection) : files;
  const source = withOpenFiles(provider, documents);
  const onFailure = context.warn('Go files are read without a parser');
  const syntax = goSyntax(wasmFiles(options.wasmFolder), onFailure, parserThreads);
  let isFirst = true;
  const own = folderUris(folders);
  const others = urisOf(options.sourceFolders ?? []);
  return new Workspace(source, syntax, own, others, options.trusted ?? true, initialized, {
    indexed(modules) {
      // With the same modules, the targets of frames may have changed, but not the dumps.
      if (context.dumps.setModules(modules) || isFirst) context.announceChange();
      else context.refreshLenses();
      isFirst = false;
    },
    failed: context.warn('The workspace cannot be indexed; the previous index stays in use'),
  });
}

/** Keeps the workspace up to date: its folders, its Go files, and whether the user trusts it. */
export function watchWorkspace(context: ServerContext, initialized: Promise<void>): void {
  const { connection } = context;
  void initialized.then(() => {
    if (context.client.workspace?.workspaceFolders) watchFolders(context);
    if (context.client.textDocument?.synchronization?.dynamicRegistration) {
      syncGoFiles(connection).catch(context.warn('Unsaved Go files are not read'));
    }
    if (!context.client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: goFiles }] })
      .catch(context.warn('Files are not watched'));
  });
  let settled: ReturnType<typeof setTimeout> | undefined;
  let isOutdated = false;
  connection.onDidChangeWatchedFiles(({ changes }) => {
    // Saving a source file does not move it.
    isOutdated ||= changes.some(({ uri, type }) => type !== FileChangeType.Changed || !uri.endsWith('.go'));
    clearTimeout(settled);
    settled = setTimeout(() => {
      if (isOutdated) {
        context.workspace?.refresh();
      } else {
        context.workspace?.clearResolutions();
        context.refreshLenses();
      }
      isOutdated = false;
    }, settleTime);
  });
  connection.onNotification(trustGrantedNotification.method, () => {
    context.workspace?.refresh({ trusted: true });
  });
  connection.onNotification(
    sourceFoldersNotification.method,
    ({ folders }: { readonly folders: readonly string[] }) => {
      context.workspace?.refresh({ sourceFolders: urisOf(folders) });
    },
  );
  connection.onShutdown(async () => {
    clearTimeout(settled);
    await context.dumps.disk.closeAll();
  });
}

function watchFolders(context: ServerContext): void {
  const { workspace } = context.connection;
  workspace.onDidChangeWorkspaceFolders(async () => {
    try {
      const folders = (await workspace.getWorkspaceFolders()) ?? [];
      context.workspace?.refresh({ folders: folderUris(folders) });
    } catch (error) {
      context.warn('The folders cannot be read; the current ones stay in use')(error);
    }
  });
}

/** Uris of the folders with the escapes that this server uses, without a trailing slash. */
function folderUris(folders: readonly { readonly uri: string }[]): readonly string[] {
  return urisOf(folders.map(({ uri }) => uri));
}

function urisOf(folders: readonly string[]): readonly string[] {
  return folders.flatMap((uri) => {
    try {
      return [URI.parse(uri).toString().replace(/\/+$/, '')];
    } catch {
      return []; // not a uri, so no file can be in the folder
    }
  });
}
