import { type CancellationToken, type Disposable, EventEmitter, l10n, window, workspace } from 'vscode';
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
  type InitializationOptions,
  trustGrantedNotification,
  languageId,
  type Notification,
  type Request,
} from '../protocol';
import { freshLenses } from './documents/freshLenses';
export const clientId = 'goroutineDump';
export const clientName = 'Goroutine Dumps';

/** What differs between a process and a Web Worker. */
export interface Platform {
  readonly serverReadsDisk: boolean;
  readonly makeClient: (options: LanguageClientOptions) => BaseLanguageClient;
}

/** The language server, as the rest of the client sees it. It starts with the first request. */
export class DumpServer implements Disposable {
  private readonly client: BaseLanguageClient;
  private readonly crashes = new CrashHandler(() => this.restart());
  private readonly changed = new EventEmitter<string>();
  private readonly restarted = new EventEmitter<void>();
  private readonly disposables: { dispose(): unknown }[] = [];

  /** Uri of a dump about which the server knows more than before. */
  readonly onDidChangeDump = this.changed.event;
  /** The server is back after a crash, and answers what it could not answer before. */
  readonly onDidRestart = this.restarted.event;

  constructor({ makeClient, serverReadsDisk }: Platform) {
    const initializationOptions = (): InitializationOptions => ({
      trusted: workspace.isTrusted,
      clientFiles: !serverReadsDisk,
    });
    this.client = makeClient({
      documentSelector: [{ language: languageId }],
      initializationOptions,
      errorHandler: this.crashes,
      middleware: freshLenses(),
      // A hover shows text of the dump: it may not run commands or bring HTML.
      markdown: { isTrusted: false, supportHtml: false },
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    });
    let runs = 0;
    this.disposables.push(
      this.client.onNotification(dumpChangedNotification.method, ({ uri }: { readonly uri: string }) => {
        this.changed.fire(uri);
      }),
      this.client.onDidChangeState(({ newState }) => {
        if (newState === State.Running && ++runs > 1) this.restarted.fire();
      }),
      workspace.onDidGrantWorkspaceTrust(() => {
        if (this.client.isRunning()) void this.notify(trustGrantedNotification, {});
      }),
    );
  }

  /** @throws if the server has crashed too often, or has no answer */
  async request<Params, Result>(
    type: Request<Params, Result>,
    params: Params,
    token?: CancellationToken,
  ): Promise<Result> {
    await this.start();
    // An undefined token would be taken for a second parameter.
    const { method } = type;
    return token === undefined
      ? this.client.sendRequest<Result>(method, params)
      : this.client.sendRequest<Result>(method, params, token);
  }

  async notify<Params>(type: Notification<Params>, params: Params): Promise<void> {
    await this.client.sendNotification(type.method, params);
  }

  onNotification<Params>(type: Notification<Params>, handler: (params: Params) => void): void {
    this.disposables.push(this.client.onNotification(type.method, handler));
  }

  /** Answers the server's request. */
  answer<Params, Result>(type: Request<Params, Result>, handler: (params: Params) => Promise<Result>): void {
    this.disposables.push(this.client.onRequest(type.method, handler));
  }

  /** Starts the server if it does not run; one that has crashed too often waits for `restart`. */
  async start(): Promise<void> {
    if (this.crashes.hasGivenUp) throw new Error(l10n.t('The server for goroutine dumps has stopped.'));
    await this.client.start();
  }

  /** Starts the server anew, at the user's wish: earlier crashes are forgiven. */
  async restart(): Promise<void> {
    this.crashes.forget();
    if (this.client.isRunning()) await this.client.stop();
    await this.client.start();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
    this.changed.dispose();
    this.restarted.dispose();
    void this.client.dispose();
  }
}

/** Restarts the server after its first crash and says so; after the next one, leaves it to the user. */
class CrashHandler implements ErrorHandler {
  private count = 0;

  constructor(private readonly restart: () => Promise<void>) {}

  get hasGivenUp(): boolean {
    return this.count > 1;
  }

  forget(): void {
    this.count = 0;
  }

  error() {
    return { action: ErrorAction.Continue, handled: true };
  }

  closed() {
    this.count++;
    if (!this.hasGivenUp) {
      void window.showWarningMessage(
        l10n.t('The server for goroutine dumps crashed and has been restarted.'),
      );
      return { action: CloseAction.Restart, handled: true };
    }
    void this.offerRestart();
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  private async offerRestart(): Promise<void> {
    const again = l10n.t('Restart');
    const message = l10n.t('The server for goroutine dumps crashed again and has been stopped.');
    if ((await window.showErrorMessage(message, again)) === again) await this.restart();
  }
}
