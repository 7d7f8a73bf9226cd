import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { type InitializationOptions, trustGrantedNotification } from '../protocol';
import { clientFiles } from './browser/clientFiles';
import type { ServerContext } from './context';
import type { SourceProvider } from './ports/sourceProvider';
import type { WasmFiles } from './ports/wasmFiles';
import { type EditorDocuments, syncGoFiles, withOpenFiles } from './source/editorDocuments';
import { goSyntax } from './source/goSyntax';
import { Workspace } from './source/workspace';

/** What resolution reads of the workspace. */
const goFiles = '**/{go.mod,go.work,*.go}';

/** Changes of many files at once, such as a checkout, are one change. In milliseconds. */
const settleTime = 500;

/** Where the workspace's files and the parser for them come from. */
interface WorkspaceSources {
  readonly files: SourceProvider;
  readonly wasmFiles: (folder: string | undefined) => WasmFiles;
  readonly documents: EditorDocuments;
}

/** The workspace that the client has open. Its modules are made known to all dumps whenever it has been indexed. */
export function openWorkspace(
  context: ServerContext,
  { initializationOptions, ...params }: InitializeParams,
  { files, wasmFiles, documents }: WorkspaceSources,
  initialized: Promise<void>,
): Workspace {
  const options = (initializationOptions ?? {}) as InitializationOptions;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- all that an editor without folders sends
  const { workspaceFolders, rootUri } = params;
  const folders = workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []);
  const provider = options.clientFiles ? clientFiles(context.connection) : files;
  const source = withOpenFiles(provider, documents);
  const syntax = goSyntax(wasmFiles(options.wasmFolder), context.warn('Go files are read without a parser'));
  let isFirst = true;
  return new Workspace(source, syntax, folderUris(folders), options.trusted ?? true, initialized, {
    indexed(modules) {
      // Other files alone change where frames lead, and not what the dump is.
      if (context.dumps.setModules(modules) || isFirst) context.announceChange();
      else context.refreshLenses();
      isFirst = false;
    },
    failed: context.warn('The workspace cannot be indexed, what is known of it holds'),
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
    // A source file that is saved is where it was.
    isOutdated ||= changes.some(({ uri, type }) => type !== FileChangeType.Changed || !uri.endsWith('.go'));
    clearTimeout(settled);
    settled = setTimeout(() => {
      if (isOutdated) {
        context.workspace?.refresh();
      } else {
        context.workspace?.forget();
        context.refreshLenses();
      }
      isOutdated = false;
    }, settleTime);
  });
  connection.onNotification(trustGrantedNotification.method, () => {
    context.workspace?.refresh({ trusted: true });
  });
  connection.onShutdown(() => {
    clearTimeout(settled);
    context.dumps.files.closeAll();
  });
}

function watchFolders(context: ServerContext): void {
  const { workspace } = context.connection;
  workspace.onDidChangeWorkspaceFolders(async () => {
    try {
      const folders = (await workspace.getWorkspaceFolders()) ?? [];
      context.workspace?.refresh({ folders: folderUris(folders) });
    } catch (error) {
      context.warn('The folders cannot be read, the present ones hold')(error);
    }
  });
}

/** Editors write uris with more or fewer escapes: this is one way. Without a slash at the end. */
function folderUris(folders: readonly { readonly uri: string }[]): readonly string[] {
  return folders.flatMap(({ uri }) => {
    try {
      return [URI.parse(uri).toString().replace(/\/+$/, '')];
    } catch {
      return []; // no file can be in it
    }
  });
}
