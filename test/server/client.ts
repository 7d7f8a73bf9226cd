import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type ClientCapabilities,
  CodeLensRefreshRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  LogMessageNotification,
  MessageType,
  type Position,
  type ProtocolConnection,
  type Range,
  type Registration,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentItem,
  type WorkspaceFolder,
  WorkspaceFoldersRequest,
} from 'vscode-languageserver-protocol/node';
import { URI } from 'vscode-uri';
import {
  dumpChangedNotification,
  type Finding,
  findingsRequest,
  goroutineIdsRequest,
  type GroupsParams,
  groupsRequest,
  type InitializationOptions,
  type Request,
} from '../../src/protocol';
import { fixtureText } from '../fixtures';
import { lab, Machine } from './machine';

const builtServer = join(import.meta.dirname, '../../dist/server.js');

export const hubSigquit = 'lab/hub-sigquit-go1.26.dump';
export const hubDebug2 = 'lab/hub-debug2-go1.26.dump';
export const hubTrimpath = 'lab/hub-trimpath-debug2-go1.26.dump';

/** Capabilities of an editor such as VS Code. */
export const editor: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    codeLens: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    synchronization: { dynamicRegistration: true },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

export interface Options {
  /** Workspace folders, as paths. Default: the lab. */
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions;
  /** The client's settings under `goroutineDump`, or a promise of them. */
  readonly settings?: unknown;
  /** Default: a new one. */
  readonly machine?: Machine;
  /** Path of the server's script. Default: where it is built. */
  readonly server?: string;
  /** More or other parameters of `initialize`. */
  readonly initialize?: Partial<InitializeParams>;
}

const running = new Set<ChildProcess>();

// A test of an outdated build says nothing about the source.
before(() => {
  const source = join(import.meta.dirname, '../../src');
  const files = ['core', 'protocol', 'server'].flatMap((part) =>
    readdirSync(join(source, part), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(source, part, file),
    ),
  );
  const newest = Math.max(...files.map((file) => statSync(file).mtimeMs));
  const built = statSync(builtServer, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built < newest) throw new Error('dist/server.js is older than the source: run `npm run build` first.');
});

// A failing test does not stop its server.
after(() => {
  for (const process of running) process.kill();
});

/** The built server in its own process, and the editor's side of the connection. */
export class Client {
  readonly changed: string[] = [];
  readonly registrations: Registration[] = [];
  codeLensRefreshes = 0;
  settings: unknown;
  folders: readonly string[];
  /** Errors that the server has logged. A test that expects some removes them. */
  readonly errors: string[] = [];
  private readonly events = new EventEmitter();
  private opened = 0;

  private constructor(
    /** The machine that the server sees. */
    readonly machine: Machine,
    private readonly process: ChildProcess,
    readonly connection: ProtocolConnection,
    { folders = [lab], settings }: Options,
  ) {
    this.folders = folders;
    this.settings = settings;
    connection.onNotification(LogMessageNotification.type, ({ type, message }) => {
      if (type === MessageType.Error) this.errors.push(message);
    });
    connection.onNotification(dumpChangedNotification.method, ({ uri }: { readonly uri: string }) => {
      this.changed.push(uri);
      this.events.emit('changed');
    });
    connection.onRequest(ConfigurationRequest.type, async ({ items }) => {
      const settings = await this.settings;
      return items.map(() => settings);
    });
    connection.onRequest(CodeLensRefreshRequest.type, () => {
      this.codeLensRefreshes++;
      this.events.emit('refreshed');
    });
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
    });
    connection.onRequest(WorkspaceFoldersRequest.type, () => this.folders.map(folder));
    connection.listen();
  }

  static async start(options: Options = {}): Promise<Client> {
    const { machine = new Machine(), server = builtServer } = options;
    const process = spawn(globalThis.process.execPath, [server, '--stdio'], {
      env: machine.env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    running.add(process);
    process.once('exit', () => running.delete(process));
    const reader = new StreamMessageReader(process.stdout);
    const connection = createProtocolConnection(reader, new StreamMessageWriter(process.stdin));
    const client = new Client(machine, process, connection, options);
    await connection.sendRequest(InitializeRequest.type, {
      ...initializeParams(client.folders.map(folder)),
      processId: globalThis.process.pid,
      capabilities: options.capabilities ?? editor,
      initializationOptions: options.initializationOptions,
      ...options.initialize,
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  /** Shuts the server down as the protocol prescribes. Fails if it has logged errors. */
  async stop(): Promise<void> {
    const exited = once(this.process, 'exit');
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const [code] = (await exited) as [number | null];
    this.connection.dispose();
    if (code !== 0) throw new Error(`The server ended with code ${code}.`);
    if (this.errors.length > 0) throw new Error(`The server logged errors:\n${this.errors.join('\n')}`);
  }

  async open(
    text: string,
    uri = `file:///dumps/${++this.opened}.dump`,
    languageId = 'goroutine-dump',
  ): Promise<Document> {
    const textDocument: TextDocumentItem = { uri, languageId, version: 1, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return new Document(this, uri, text);
  }

  openFixture(path: string): Promise<Document> {
    return this.open(fixtureText(path));
  }

  /** Sends one of our own requests. */
  ask<Params, Result>({ method }: Request<Params, Result>, params: Params): Promise<Result> {
    return this.connection.sendRequest<Result>(method, params);
  }

  /** The findings for a dump, which is opened and closed for this request. */
  async findingsOf(text: string): Promise<readonly Finding[]> {
    const document = await this.open(text);
    const { findings } = await this.ask(findingsRequest, { uri: document.uri });
    await document.close();
    return findings;
  }

  /** The ids of the goroutines of each group that the filter selects. */
  async idsOfGroups(params: GroupsParams): Promise<readonly (readonly number[])[]> {
    const { groups } = await this.ask(groupsRequest, params);
    const { uri, section, key, filter } = params;
    const dump = {
      uri,
      ...(section !== undefined && { section }),
      ...(key && { key }),
      ...(filter && { filter }),
    };
    const pages = groups.map(({ id: groupId }) =>
      this.ask(goroutineIdsRequest, { ...dump, groupId, offset: 0, limit: 10_000 }),
    );
    return (await Promise.all(pages)).map(({ ids }) => ids);
  }

  /** Waits until the server has announced this many changes in total. */
  async untilChanged(count: number): Promise<void> {
    while (this.changed.length < count) await once(this.events, 'changed');
  }

  /** Sends a request and cancels it at once. */
  askAndCancel<Params, Result>({ method }: Request<Params, Result>, params: Params): Promise<Result> {
    const cancellation = new CancellationTokenSource();
    const answer = this.connection.sendRequest<Result>(method, params, cancellation.token);
    setTimeout(() => {
      cancellation.cancel();
    }, 20);
    return answer;
  }

  /** Waits until the server has requested this many code lens refreshes in total. */
  async untilRefreshed(count: number): Promise<void> {
    while (this.codeLensRefreshes < count) await once(this.events, 'refreshed');
  }
}

/** A document that the editor has opened. */
export class Document {
  private version = 1;
  private lines: readonly string[] | undefined;

  constructor(
    private readonly client: Client,
    readonly uri: string,
    readonly text: string,
  ) {}

  get textDocument() {
    return { uri: this.uri };
  }

  /** The cursor at the bar in the text: `hub.g|o:94` is in the first `hub.go:94` after the text `after`. */
  cursor(marked: string, after = '') {
    return { textDocument: this.textDocument, position: this.position(marked, after) };
  }

  position(marked: string, after = ''): Position {
    const bar = marked.indexOf('|');
    const start = this.text.indexOf(marked.replace('|', ''), this.text.indexOf(after));
    if (bar < 0 || start < 0) throw new Error(`The dump has no ${marked} after ${after}.`);
    const before = linesOf(this.text.slice(0, start + bar));
    return { line: before.length - 1, character: before.at(-1)!.length };
  }

  /** What the editor shows in the range, which is on one line. */
  textIn({ start, end }: Range): string {
    return this.line(start.line).slice(start.character, end.character);
  }

  line(line: number): string {
    this.lines ??= linesOf(this.text);
    return this.lines[line]!;
  }

  /** Replaces a part of the text, like typing. */
  async edit(range: Range, text: string): Promise<void> {
    await this.client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.uri, version: ++this.version },
      contentChanges: [{ range, text }],
    });
  }

  async close(): Promise<void> {
    const { textDocument } = this;
    await this.client.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument });
  }
}

/** What every editor sends. */
export function initializeParams(workspaceFolders: WorkspaceFolder[]): InitializeParams {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol requires it
  return { processId: null, rootUri: null, capabilities: {}, workspaceFolders };
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/** The uri of a path with the escapes that VS Code and this server use. */
export function uriOf(...path: readonly string[]): string {
  return URI.file(join(...path)).toString();
}

/** The uri of a path with the fewer escapes that other editors use. */
function folder(path: string) {
  return { uri: pathToFileURL(path).href, name: path };
}
