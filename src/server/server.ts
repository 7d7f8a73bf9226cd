import { type Connection, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { InitializationOptions } from '../protocol';
import { type Feature, ServerContext } from './context';
import { DumpStore } from './dumps/dumpStore';
import { callHierarchyFeature } from './features/callHierarchy';
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
import type { ParserThreads } from './ports/parserThreads';
import type { SourceProvider } from './ports/sourceProvider';
import type { WasmFiles } from './ports/wasmFiles';
import { dumpRequests } from './requests/dumpRequests';
import { fileRequests } from './requests/fileRequests';
import { findingsFeature } from './requests/findings';
import { EditorDocuments } from './source/editorDocuments';
import { watchSettings } from './watchSettings';
import { openWorkspace, watchWorkspace } from './watchWorkspace';

const features: readonly Feature[] = [
  callHierarchyFeature,
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

/** What a server has that is a process of its own. */
interface Machine {
  readonly diskFiles: DiskFiles;
  readonly parserThreads: ParserThreads;
}

/**
 * Wires the features to the connection. The caller starts listening.
 *
 * @param wasmFiles called with the folder that the client gives, if any
 * @param machine undefined in a browser
 */
export function createServer(
  connection: Connection,
  files: SourceProvider,
  wasmFiles: (folder: string | undefined) => WasmFiles,
  machine?: Machine,
): void {
  const textDocuments = new TextDocuments(TextDocument);
  const documents = new EditorDocuments(textDocuments, () => context.workspace?.clearResolutions());
  const context: ServerContext = new ServerContext(connection, new DumpStore(documents, machine?.diskFiles));
  const initialized = new Promise<void>((resolve) => {
    connection.onInitialized(() => {
      resolve();
    });
  });
  connection.onInitialize((params) => {
    context.client = params.capabilities;
    const options = params.initializationOptions as InitializationOptions | null | undefined;
    context.commandLinks = options?.commandLinks ?? false;
    const access = { files, wasmFiles, parserThreads: machine?.parserThreads, documents };
    context.workspace = openWorkspace(context, params, access, initialized);
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
