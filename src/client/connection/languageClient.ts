import { type CancellationToken, type Disposable, EventEmitter, window, workspace } from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient';
import {
  dumpChangedNotification,
  hoverCommands,
  type InitializationOptions,
  sourceFoldersNotification,
  trustGrantedNotification,
  languageId,
  type Notification,
  type Request,
} from '../../protocol';
import { Crashes } from './crashes';
import { freshLenses } from './freshLenses';
import { UrgentWork } from './urgentWork';
import { received, type Sendable, type Untrusted } from '../text/untrusted';

export const clientId = 'goroutineDump';
export const clientName = 'Goroutine Dumps';

/** What differs between a process and a Web Worker. */
export interface Platform {
  readonly serverReadsDisk: boolean;
  /** Uri of the folder with the server's WebAssembly, if the server cannot find it by itself. */
  readonly wasmFolder?: string;
  readonly makeClient: (options: LanguageClientOptions) => BaseLanguageClient;
}

/** The language server. It starts with the first request. */
export class DumpServer implements Disposable {
  private client: BaseLanguageClient;
  private runs = 0;
  private sourceFolders: readonly string[] = [];
  private readonly crashHandler = new CrashHandler(() => this.restart());
  private readonly changed = new EventEmitter<string>();
  private readonly restarted = new EventEmitter<void>();
  /** Functions that register a handler; called with each new client. */
  private readonly handlers: ((client: BaseLanguageClient) => void)[] = [];
  private readonly trust: Disposable;

  /** What comes before what editors show beside the text. */
  readonly urgent = new UrgentWork();
  /** Fires with the uri of a dump that should be requested again. */
  readonly onDidChangeDump = this.changed.event;
  /** Fires when the server runs again after a crash or a restart, so that requests can be repeated. */
  readonly onDidRestart = this.restarted.event;

  constructor(private readonly platform: Platform) {
    this.client = this.makeClient();
    this.onNotification(dumpChangedNotification, ({ uri }) => {
      this.changed.fire(uri);
    });
    this.trust = workspace.onDidGrantWorkspaceTrust(() => {
      this.notify(trustGrantedNotification, {});
    });
  }

  /** @throws if the server has crashed too often, or the request fails */
  async request<Params, Result>(
    type: Request<Params, Result>,
    params: Sendable<Params>,
    token?: CancellationToken,
  ): Promise<Untrusted<Result>> {
    await this.start();
    // The client would take an undefined token for a second parameter.
    const { method } = type;
    const answer =
      token === undefined
        ? this.client.sendRequest<Result>(method, params)
        : this.client.sendRequest<Result>(method, params, token);
    return received<Result>(await answer);
  }

  /** Notifies the server if it is running. A server that is not running has no state to update. */
  notify<Params>(type: Notification<Params>, params: Params): void {
    if (!this.client.isRunning()) return;
    this.client.sendNotification(type.method, params).catch((error: unknown) => {
      this.client.warn(`${type.method} was not sent: ${String(error)}`);
    });
  }

  /** Lets the server read source in a folder outside the workspace. The user must have agreed. */
  useSource(folder: string): void {
    if (this.sourceFolders.includes(folder)) return;
    this.sourceFolders = [...this.sourceFolders, folder];
    this.notify(sourceFoldersNotification, { folders: this.sourceFolders });
  }

  onNotification<Params>(type: Notification<Params>, handler: (params: Params) => void): void {
    this.addHandler((client) => {
      client.onNotification(type.method, handler);
    });
  }

  /** Answers the server's request. */
  answer<Params, Result>(type: Request<Params, Result>, handler: (params: Params) => Promise<Result>): void {
    this.addHandler((client) => {
      client.onRequest(type.method, handler);
    });
  }

  /**
   * Starts the server if it is not running.
   *
   * @throws if it has crashed too often; then only `restart` starts it
   */
  async start(): Promise<void> {
    if (this.crashHandler.hasGivenUp) throw new Error('The goroutine dump server has stopped.');
    await this.client.start();
  }

  /**
   * Restarts the server at the user's request, and resets the count of crashes. Creates a new client: if the old server hung,
   * the old client would mistake its late exit for a crash of the new server.
   */
  async restart(): Promise<void> {
    this.crashHandler.reset();
    const old = this.client;
    const next = this.makeClient();
    for (const handle of this.handlers) handle(next);
    this.client = next;
    await old.dispose().catch(() => undefined); // does not answer, or has ended already
    await next.start();
  }

  /** Stops the server. Resolves when the server has removed its files. */
  async stop(): Promise<void> {
    await this.client.dispose().catch(() => undefined);
  }

  dispose(): void {
    this.trust.dispose();
    this.changed.dispose();
    this.restarted.dispose();
  }

  private addHandler(handle: (client: BaseLanguageClient) => void): void {
    this.handlers.push(handle);
    handle(this.client);
  }

  private makeClient(): BaseLanguageClient {
    const { makeClient, serverReadsDisk, wasmFolder } = this.platform;
    const client = makeClient({
      documentSelector: [{ language: languageId }],
      initializationOptions: (): InitializationOptions => ({
        trusted: workspace.isTrusted,
        sourceFolders: this.sourceFolders,
        clientFiles: !serverReadsDisk,
        commandLinks: true,
        ...(wasmFolder === undefined ? {} : { wasmFolder }),
      }),
      errorHandler: this.crashHandler,
      middleware: this.urgent.before(freshLenses()),
      // A hover shows text of the dump, so it must not contain HTML, and runs only commands that do no harm with any
      // arguments.
      markdown: { isTrusted: { enabledCommands: hoverCommands }, supportHtml: false },
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    });
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running && ++this.runs > 1) this.restarted.fire();
    });
    return client;
  }
}

/** Restarts the server after a crash and tells the user. If it crashes again soon, the user decides about the restart. */
class CrashHandler implements ErrorHandler {
  private readonly crashes = new Crashes();

  constructor(private readonly restart: () => Promise<void>) {}

  get hasGivenUp(): boolean {
    return this.crashes.areTooMany;
  }

  reset(): void {
    this.crashes.reset();
  }

  error() {
    return { action: ErrorAction.Continue, handled: true };
  }

  closed() {
    this.crashes.add();
    if (!this.hasGivenUp) {
      void window.showWarningMessage('The goroutine dump server crashed and has been restarted.');
      return { action: CloseAction.Restart, handled: true };
    }
    void this.offerRestart();
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  private async offerRestart(): Promise<void> {
    const again = 'Restart';
    const answer = await window.showErrorMessage(
      'The goroutine dump server crashed again and has been stopped.',
      again,
    );
    if (answer === again) await this.restart();
  }
}
