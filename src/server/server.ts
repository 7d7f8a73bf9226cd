import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import * as protocol from '../protocol';
import { type DumpDocument, Dumps } from './dumps';
import { codeLenses, resolveCodeLens } from './features/codeLens';
import { definition } from './features/definition';
import { documentLinks, resolveDocumentLink } from './features/documentLink';
import { documentSymbols } from './features/documentSymbol';
import { foldingRanges } from './features/foldingRange';
import * as groups from './features/groups';
import { hover } from './features/hover';
import { documentHighlights, references } from './features/references';
import type { Resolve } from './features/resolve';
import { workspaceSymbols } from './features/workspaceSymbol';
import { clientFiles } from './files/client';
import type { SourceProvider } from './files/sourceProvider';
import { defaultSettings, pullSettings } from './settings';
import { Workspace } from './workspace';

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  codeLensProvider: { resolveProvider: true },
  definitionProvider: true,
  documentHighlightProvider: true,
  documentLinkProvider: { resolveProvider: true },
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  hoverProvider: true,
  referencesProvider: true,
  workspaceSymbolProvider: true,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** Changes of many files at once, such as a checkout, are one change. In milliseconds. */
const settleTime = 500;

/** Wires the features to the connection. The caller makes it listen. */
export function createServer(connection: Connection, files: SourceProvider): void {
  const documents = new TextDocuments(TextDocument);
  const dumps = new Dumps(documents);
  let client: InitializeParams['capabilities'] = {};
  let settings = defaultSettings;
  let workspace: Workspace;
  let ready: Promise<void> | undefined;

  const resolve: Resolve = async (frame) => {
    await ready;
    return workspace.resolve(frame, settings.substitutePath);
  };
  const read = (uri: string) => workspace.read(uri);
  const announce = () => {
    for (const { uri } of dumps.all()) {
      void connection.sendNotification(protocol.dumpChangedNotification.method, {
        uri,
      } satisfies protocol.DumpParams);
    }
    if (client.workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
  };
  const pull = async () => {
    if (client.workspace?.configuration) settings = await pullSettings(connection);
  };

  connection.onInitialize(({ capabilities: given, workspaceFolders, initializationOptions }) => {
    client = given;
    const options = (initializationOptions ?? {}) as protocol.InitializationOptions;
    const folders = workspaceFolders?.map(({ uri }) => withoutSlash(uri)) ?? [];
    const provider = options.clientFiles ? clientFiles(connection) : files;
    workspace = new Workspace(provider, folders, options.trusted ?? true, (modules) => {
      dumps.setModules(modules);
      announce();
    });
    return { capabilities, serverInfo: { name: 'goroutine-dump-navigator' } };
  });

  connection.onInitialized(() => {
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(async () => {
        const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
        workspace.refresh({ folders: folders.map(({ uri }) => withoutSlash(uri)) });
      });
    }
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'goroutineDump' });
    }
    ready = pull().catch((error: unknown) => {
      connection.console.warn(`The settings cannot be read, the defaults hold: ${String(error)}`);
    });
  });

  connection.onDidChangeConfiguration(async () => {
    await pull();
    workspace.forget();
    announce();
  });

  let settled: ReturnType<typeof setTimeout> | undefined;
  connection.onDidChangeWatchedFiles(() => {
    clearTimeout(settled);
    settled = setTimeout(() => {
      workspace.refresh();
    }, settleTime);
  });
  connection.onShutdown(() => {
    clearTimeout(settled);
  });
  connection.onNotification(protocol.trustGrantedNotification.method, () => {
    workspace.refresh({ trusted: true });
  });
  documents.onDidClose(({ document }) => {
    dumps.close(document.uri);
  });

  /** Answers for an open dump; `empty` for any other document, and if the feature fails, which is logged. */
  const forDump = <Params extends InDocument, Result>(
    empty: Result,
    answer: (document: DumpDocument, params: Params) => Result | Promise<Result>,
  ) => {
    return async (params: Params): Promise<Result> => {
      try {
        const document = dumps.get(params.textDocument.uri);
        return document === undefined ? empty : await answer(document, params);
      } catch (error) {
        connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
        return empty;
      }
    };
  };

  connection.onCodeLens(forDump([], (document) => (settings.codeLens ? codeLenses(document, dumps) : [])));
  connection.onCodeLensResolve((lens) => resolveCodeLens(lens, resolve, workspace.folders));
  connection.onDefinition(
    forDump([], (document, { position }) => definition(document, position, dumps, resolve)),
  );
  connection.onDocumentHighlight(
    forDump([], (document, { position }) => documentHighlights(document, position)),
  );
  connection.onDocumentLinks(forDump([], (document) => documentLinks(document)));
  connection.onDocumentLinkResolve((link) => resolveDocumentLink(link, resolve));
  connection.onDocumentSymbol(forDump([], (document) => documentSymbols(document)));
  connection.onFoldingRanges(
    forDump([], (document) => {
      return foldingRanges(document, client.textDocument?.foldingRange?.rangeLimit);
    }),
  );
  connection.onHover(forDump(null, (document, { position }) => hover(document, position, resolve, read)));
  connection.onReferences(forDump([], (document, { position }) => references(document, position)));
  connection.onWorkspaceSymbol(({ query }) => workspaceSymbols(dumps.all(), query));

  /** Answers one of our own requests; for a document that is not open, with an error that says so. */
  const onRequest = <Params extends protocol.DumpParams, Result>(
    { method }: protocol.Request<Params, Result>,
    answer: (document: DumpDocument, params: Params) => Result | Promise<Result>,
  ) => {
    connection.onRequest(method, async (params: Params) => {
      const document = dumps.get(params.uri);
      if (document !== undefined) return await answer(document, params);
      throw new ResponseError(ErrorCodes.InvalidParams, `${params.uri} is not an open document.`);
    });
  };
  onRequest(protocol.summaryRequest, groups.summary);
  onRequest(protocol.groupsRequest, groups.groups);
  onRequest(protocol.goroutinesRequest, groups.goroutines);
  onRequest(protocol.groupAtRequest, groups.groupAt);
  onRequest(protocol.stepRequest, groups.step);
  onRequest(protocol.stackTextRequest, groups.stackText);
  onRequest(protocol.dedupRequest, groups.dedup);
  onRequest(protocol.resolveRequest, (_, { frame }) => resolve(frame));

  documents.listen(connection);
}

interface InDocument {
  readonly textDocument: { readonly uri: string };
}

function withoutSlash(uri: string): string {
  return uri.replace(/\/+$/, '');
}
