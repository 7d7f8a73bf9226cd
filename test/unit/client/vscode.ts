// A stand-in for the part of VS Code that the tested client code uses. Import this file before that code, which then gets
// it as `vscode` and as `vscode-languageclient`: both exist only inside VS Code.
import Module from 'node:module';
import { fileURLToPath } from 'node:url';

type Resolve = (name: string, ...rest: readonly unknown[]) => string;
const modules = Module as unknown as { _resolveFilename: Resolve };
const resolve = modules._resolveFilename;
modules._resolveFilename = (name, ...rest) =>
  /^vscode(?:-languageclient)?$/.test(name)
    ? fileURLToPath(import.meta.url)
    : resolve.call(Module, name, ...rest);

export class Disposable {
  constructor(readonly dispose: () => void) {}

  static from(...disposables: readonly Disposable[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }
}

export class EventEmitter<T> {
  private readonly listeners = new Set<(event: T) => void>();

  readonly event = (listener: (event: T) => void): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };

  fire(event: T): void {
    for (const listener of this.listeners) listener(event);
  }

  dispose(): void {
    this.listeners.clear();
  }
}

export class CancellationError extends Error {
  constructor() {
    super('Canceled');
  }
}

/** Sources that have not been disposed. */
export const liveSources = new Set<CancellationTokenSource>();

export class CancellationTokenSource {
  private readonly cancelled = new EventEmitter<void>();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.cancelled.event };

  constructor() {
    liveSources.add(this);
  }

  cancel(): void {
    if (this.token.isCancellationRequested) return;
    this.token.isCancellationRequested = true;
    this.cancelled.fire();
  }

  dispose(): void {
    liveSources.delete(this);
  }
}

export class Uri {
  static from({ scheme, path }: { readonly scheme: string; readonly path: string }): Uri {
    return new Uri(`${scheme}:${path}`, path);
  }

  private constructor(
    private readonly text: string,
    readonly path: string,
  ) {}

  static parse(text: string): Uri {
    return new Uri(text, new URL(text).pathname);
  }

  toString(): string {
    return this.text;
  }
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class ThemeIcon {
  constructor(readonly id: string) {}
}

export class FileDecoration {
  constructor(readonly badge: string | undefined) {}
}

export class TreeItem {
  constructor(readonly label: string) {}
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export interface TextDocument {
  readonly uri: Uri;
}

interface TextChange {
  readonly document: TextDocument;
  readonly contentChanges: readonly unknown[];
}

/** Fires the events of `workspace`. */
export const events = {
  changed: new EventEmitter<TextChange>(),
  closed: new EventEmitter<TextDocument>(),
  configured: new EventEmitter<never>(),
  folders: new EventEmitter<never>(),
  trusted: new EventEmitter<never>(),
};

export const workspace = {
  textDocuments: [] as TextDocument[],
  onDidChangeTextDocument: events.changed.event,
  onDidCloseTextDocument: events.closed.event,
  onDidChangeConfiguration: events.configured.event,
  onDidChangeWorkspaceFolders: events.folders.event,
  onDidGrantWorkspaceTrust: events.trusted.event,
  getConfiguration: () => new Map<string, unknown>(),
  registerTextDocumentContentProvider: () => new Disposable(() => undefined),
};

export const ProgressLocation = { Notification: 15 };

/** A progress notification with a button to cancel. */
export interface Notification {
  readonly cancel: () => void;
}

/** The progress notifications that are shown. */
export const notifications = new Set<Notification>();

type Work = (progress: object, token: CancellationTokenSource['token']) => Promise<unknown>;

export const window = {
  async withProgress({ location }: { readonly location: unknown }, start: Work): Promise<void> {
    if (location !== ProgressLocation.Notification) return;
    const source = new CancellationTokenSource();
    const notification = {
      cancel: () => {
        source.cancel();
      },
    };
    notifications.add(notification);
    await start({ report: () => undefined }, source.token);
    notifications.delete(notification);
    source.dispose();
  },
};

// Of `vscode-languageclient`
export const CloseAction = {};
export const ErrorAction = {};
export const RevealOutputChannelOn = {};
export const State = { Running: 2 };
