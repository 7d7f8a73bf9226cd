import { type Connection, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Feature, ServerContext } from './context';
import { DumpStore } from './dumps/dumpStore';
import { codeLensFeature } from './features/codeLens';
import { definitionFeature } from './features/definition';
import { documentLinkFeature } from './features/documentLink';
import { documentSymbolFeature } from './features/documentSymbol';
import { foldingRangeFeature } from './features/foldingRange';
import { hoverFeature } from './features/hover';
import { referencesFeature } from './features/references';
import { semanticTokensFeature } from './features/semanticTokens';
import { workspaceSymbolFeature } from './features/workspaceSymbol';
import type { DiskFiles } from './ports/diskFiles';
import type { SourceProvider } from './ports/sourceProvider';
import type { WasmFiles } from './ports/wasmFiles';
import { dumpRequests } from './requests/dumpRequests';
import { fileRequests } from './requests/fileRequests';
import { findingsFeature } from './requests/findings';
import { EditorDocuments } from './source/editorDocuments';
import { watchSettings } from './watchSettings';
import { openWorkspace, watchWorkspace } from './watchWorkspace';

const features: readonly Feature[] = [
  codeLensFeature,
  definitionFeature,
  documentLinkFeature,
  documentSymbolFeature,
  foldingRangeFeature,
  hoverFeature,
  referencesFeature,
  semanticTokensFeature,
  workspaceSymbolFeature,
  dumpRequests,
  fileRequests,
  findingsFeature,
];

/**
 * Wires the features to the connection. The caller starts listening.
 *
 * @param wasmFiles called with the folder that the client gives, if any
 * @param diskFiles undefined without a disk
 */
export function createServer(
  connection: Connection,
  files: SourceProvider,
  wasmFiles: (folder: string | undefined) => WasmFiles,
  diskFiles?: DiskFiles,
): void {
  const textDocuments = new TextDocuments(TextDocument);
  const documents = new EditorDocuments(textDocuments, () => context.workspace?.clearResolutions());
  const context: ServerContext = new ServerContext(connection, new DumpStore(documents, diskFiles));
  const initialized = new Promise<void>((resolve) => {
    connection.onInitialized(() => {
      resolve();
    });
  });
  connection.onInitialize((params) => {
    context.client = params.capabilities;
    context.workspace = openWorkspace(context, params, { files, wasmFiles, documents }, initialized);
    const capabilities = {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    };
    return {
      capabilities: Object.assign(capabilities, ...features.map((feature) => feature.capabilities)) as object,
      serverInfo: { name: 'goroutine-dump-navigator' },
    };
  });
  watchSettings(context, initialized);
  watchWorkspace(context, initialized);
  for (const feature of features) feature.register(context);
  textDocuments.onDidClose(({ document }) => {
    context.dumps.documents.close(document.uri);
  });
  textDocuments.listen(connection);
}
