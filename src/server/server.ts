import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  type Definition,
  type DefinitionParams,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentSymbol,
  type DocumentSymbolParams,
  ErrorCodes,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  type LocationLink,
  LSPErrorCodes,
  ResponseError,
  type SymbolInformation,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import * as protocol from '../protocol';
import { clientFiles } from './browser/clientFiles';
import { type DumpDocument, Dumps } from './dumps/documentDumps';
import { FileDumps } from './dumps/fileDumps';
import type { GroupedDump } from './dumps/groupedDump';
import { Cancelled } from './dumps/readDumpFile';
import { codeLenses, resolveCodeLens } from './features/codeLens';
import { definition, plainLocations } from './features/definition';
import { documentLinks, resolveDocumentLink } from './features/documentLink';
import { documentSymbols, flatSymbols } from './features/documentSymbol';
import { foldingRanges } from './features/foldingRange';
import { hover } from './features/hover';
import { documentHighlights, references } from './features/references';
import { semanticTokens, semanticTokensLegend } from './features/semanticTokens';
import { workspaceSymbols } from './features/workspaceSymbol';
import type { DumpFiles } from './ports/dumpFiles';
import type { SourceProvider } from './ports/sourceProvider';
import { dedup } from './requests/dedup';
import * as groups from './requests/groups';
import { defaultSettings, pullSettings, readSettings } from './settings';
import type { Resolve } from './source/resolve';
import { Workspace } from './source/workspace';

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
  semanticTokensProvider: { legend: semanticTokensLegend, range: true },
  workspaceSymbolProvider: true,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** What resolution reads of the workspace. */
const goFiles = '**/{go.mod,go.work,*.go}';

/** Changes of many files at once, such as a checkout, are one change. In milliseconds. */
const settleTime = 500;

/**
 * Wires the features to the connection. The caller makes it listen.
 *
 * @param dumpFiles undefined where there is no disk
 */
export function createServer(connection: Connection, files: SourceProvider, dumpFiles?: DumpFiles): void {
  const documents = new TextDocuments(TextDocument);
  const dumps = new Dumps(documents);
  const fileDumps = new FileDumps(dumpFiles, () => dumps.workspaceModules);
  let client: InitializeParams['capabilities'] = {};
  let settings = defaultSettings;
  let workspace: Workspace;
  let ready: Promise<void> | undefined;
  const initialized = new Promise<void>((resolve) => {
    connection.onInitialized(() => {
      onInitialized();
      resolve();
    });
  });

  const resolve: Resolve = async (frame) => {
    await ready;
    return workspace.resolve(frame, settings.substitutePath);
  };
  const read = (uri: string) => workspace.read(uri);
  /** For what the server asks of the client: one that refuses is a poorer client, no failure of the server. */
  const warn = (what: string) => (error: unknown) => {
    connection.console.warn(`${what}: ${String(error)}`);
  };
  const refreshLenses = () => {
    if (documents.keys().length === 0 || !client.workspace?.codeLens?.refreshSupport) return;
    connection.sendRequest(CodeLensRefreshRequest.type).catch(warn('Code lenses cannot be refreshed'));
  };
  const announce = () => {
    for (const uri of documents.keys()) {
      void connection.sendNotification(protocol.dumpChangedNotification.method, {
        uri,
      } satisfies protocol.DumpUri);
    }
    refreshLenses();
  };
  const pull = async () => {
    if (!client.workspace?.configuration) return;
    settings = await pullSettings(connection).catch((error: unknown) => {
      warn('The settings cannot be read, the present ones hold')(error);
      return settings;
    });
  };

  connection.onInitialize(({ capabilities: given, initializationOptions, ...params }) => {
    client = given;
    const options = (initializationOptions ?? {}) as protocol.InitializationOptions;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- all that an editor without folders sends
    const { workspaceFolders, rootUri } = params;
    const folders = workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []);
    const provider = options.clientFiles ? clientFiles(connection) : files;
    const trusted = options.trusted ?? true;
    let isFirst = true;
    workspace = new Workspace(provider, folderUris(folders), trusted, initialized, {
      indexed(modules) {
        // Other files alone change where frames lead, and not what the dump is.
        if (dumps.setModules(modules) || isFirst) announce();
        else refreshLenses();
        isFirst = false;
      },
      failed: warn('The workspace cannot be indexed, what is known of it holds'),
    });
    return { capabilities, serverInfo: { name: 'goroutine-dump-navigator' } };
  });

  const onInitialized = () => {
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(async () => {
        try {
          const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
          workspace.refresh({ folders: folderUris(folders) });
        } catch (error) {
          warn('The folders cannot be read, the present ones hold')(error);
        }
      });
    }
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: 'goroutineDump' })
        .catch(warn('Settings are not watched'));
    }
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: goFiles }] })
        .catch(warn('Files are not watched'));
    }
    ready = pull();
  };

  connection.onDidChangeConfiguration(async ({ settings: pushed }) => {
    if (client.workspace?.configuration) await pull();
    else settings = readSettings((pushed as { goroutineDump?: unknown } | null)?.goroutineDump);
    workspace.forget();
    announce();
  });

  let settled: ReturnType<typeof setTimeout> | undefined;
  let isOutdated = false;
  connection.onDidChangeWatchedFiles(({ changes }) => {
    // A source file that is saved is where it was.
    isOutdated ||= changes.some(({ uri, type }) => type !== FileChangeType.Changed || !uri.endsWith('.go'));
    clearTimeout(settled);
    settled = setTimeout(() => {
      if (isOutdated) {
        workspace.refresh();
      } else {
        workspace.forget();
        refreshLenses();
      }
      isOutdated = false;
    }, settleTime);
  });
  connection.onShutdown(() => {
    clearTimeout(settled);
    fileDumps.closeAll();
  });
  connection.onNotification(protocol.closeFileNotification.method, ({ uri }: protocol.DumpUri) => {
    fileDumps.close(uri);
  });
  connection.onNotification(protocol.trustGrantedNotification.method, () => {
    workspace.refresh({ trusted: true });
  });
  documents.onDidClose(({ document }) => {
    dumps.close(document.uri);
  });

  /** The answer; `empty` if the feature fails, which is logged. */
  const guarded = async <Result>(empty: Result, answer: () => Result | Promise<Result>): Promise<Result> => {
    try {
      return await answer();
    } catch (error) {
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return empty;
    }
  };
  /** Answers for an open dump; `empty` for any other document, and if the feature fails. */
  const forDump = <Params extends InDocument, Result>(
    empty: Result,
    answer: (document: DumpDocument, params: Params) => Result | Promise<Result>,
  ) => {
    return async (params: Params, token: CancellationToken): Promise<Result> => {
      await ready;
      throwIfCancelled(token);
      return guarded(empty, () => {
        const document = dumps.get(params.textDocument.uri);
        return document === undefined ? empty : answer(document, params);
      });
    };
  };

  connection.onCodeLens(forDump([], (document) => (settings.codeLens ? codeLenses(document, dumps) : [])));
  connection.onCodeLensResolve((lens) =>
    guarded(lens, () => resolveCodeLens(lens, resolve, workspace.folders)),
  );
  connection.onDefinition(
    forDump<DefinitionParams, Definition | LocationLink[]>([], async (document, { position }) => {
      const links = await definition(document, position, dumps, resolve);
      return client.textDocument?.definition?.linkSupport ? links : plainLocations(links);
    }),
  );
  connection.onDocumentHighlight(
    forDump([], (document, { position }) => documentHighlights(document, position)),
  );
  connection.onDocumentLinks(forDump([], (document) => documentLinks(document)));
  connection.onDocumentLinkResolve((link) => guarded(link, () => resolveDocumentLink(link, resolve)));
  connection.onDocumentSymbol(
    forDump<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]>([], (document) => {
      const symbols = documentSymbols(document);
      const isTree = client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport;
      return isTree ? symbols : flatSymbols(document.uri, symbols);
    }),
  );
  connection.onFoldingRanges(
    forDump([], (document) => {
      return foldingRanges(document, client.textDocument?.foldingRange?.rangeLimit);
    }),
  );
  connection.onHover(
    forDump(null, (document, { position }) => {
      return hover(document, position, { resolve, read, folders: workspace.folders });
    }),
  );
  connection.onReferences(forDump([], (document, { position }) => references(document, position)));
  connection.languages.semanticTokens.onRange(
    forDump({ data: [] }, (document, { range }) => semanticTokens(document, range)),
  );
  connection.onWorkspaceSymbol(({ query }) => guarded([], () => workspaceSymbols(dumps.sources(), query)));

  const dumpOf = (uri: string): GroupedDump | undefined => dumps.get(uri) ?? fileDumps.get(uri);
  /** Answers one of our own requests; for a document that is not open, with an error that says so. */
  const onRequest = <Params extends protocol.DumpUri, Result>(
    { method }: protocol.Request<Params, Result>,
    answer: (document: GroupedDump, params: Params) => Result | Promise<Result>,
  ) => {
    connection.onRequest(method, async (params: Params, token: CancellationToken) => {
      throwIfCancelled(token);
      const document = dumpOf(params.uri);
      if (document !== undefined) return await answer(document, withoutNulls(params));
      throw new ResponseError(ErrorCodes.InvalidParams, `${params.uri} is not an open document.`);
    });
  };
  onRequest(protocol.summaryRequest, groups.summary);
  onRequest(protocol.groupsRequest, groups.groups);
  onRequest(protocol.goroutinesRequest, groups.goroutines);
  onRequest(protocol.groupAtRequest, (document, params) => {
    const view = protocol.dedupView(document.uri);
    return groups.groupAt(document, params, (view && dumpOf(view.source)) ?? document);
  });
  onRequest(protocol.stepRequest, groups.step);
  onRequest(protocol.stackTextRequest, groups.stackText);
  onRequest(protocol.dedupRequest, dedup);
  onRequest(protocol.racesRequest, groups.races);
  onRequest(protocol.resolveRequest, (_, { frame }) => resolve(frame));
  connection.onRequest(
    protocol.openFileRequest.method,
    ({ uri }: protocol.DumpUri, token: CancellationToken) => openFile(uri, token),
  );

  const openFile = async (uri: string, token: CancellationToken): Promise<protocol.OpenedFile> => {
    try {
      return await fileDumps.open(uri, {
        isCancelled: () => token.isCancellationRequested,
        report(read, size) {
          void connection.sendNotification(protocol.fileProgressNotification.method, { uri, read, size });
        },
      });
    } catch (error) {
      if (error instanceof Cancelled) throwIfCancelled(token);
      throw new ResponseError(
        ErrorCodes.InvalidParams,
        error instanceof Error ? error.message : String(error),
      );
    }
  };

  documents.listen(connection);
}

interface InDocument {
  readonly textDocument: { readonly uri: string };
}

/** A request that waited behind others may be wanted no more. */
function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}

/** Editors write uris with more or fewer escapes: this is one way. Without a slash at the end. */
function folderUris(folders: readonly { readonly uri: string }[]): readonly string[] {
  return folders.flatMap(({ uri }) => {
    try {
      return [URI.parse(uri).toString().replace(/\/+$/, '')];
    } catch {
      return []; // nothing can lie in it
    }
  });
}

/** Editors may send null for what is not given. */
function withoutNulls<Params extends object>(params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== null)) as Params;
}
