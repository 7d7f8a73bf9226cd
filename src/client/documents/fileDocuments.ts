import {
  CancellationError,
  CancellationTokenSource,
  Disposable,
  ProgressLocation,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  closeFileNotification,
  fileProgressNotification,
  openFileRequest,
  dedupView,
  fileScheme,
  type FileView,
  fileView,
  fileViewUri,
  stackTextRequest,
} from '../../protocol';
import type * as protocol from '../../protocol';
import type { DumpServer } from '../languageClient';
import { messageText, unchangedText } from '../text/sinks';
import { untrusted, type Untrusted } from '../text/untrusted';
import { baseName } from '../text/wording';

type OpenedFile = Untrusted<protocol.OpenedFile>;

/** Milliseconds after which reading shows its progress. */
const visibleAfter = 300;

/** Files that the server reads from disk, because VS Code gives none of their kind to extensions. */
export class FileDocuments implements TextDocumentContentProvider, Disposable {
  private readonly opening = new Map<string, Promise<OpenedFile>>();
  /** Called with the part of a file that has been read, from 0 to 1. */
  private readonly reported = new Map<string, (part: number) => void>();
  private readonly disposables: Disposable;

  constructor(private readonly server: DumpServer) {
    server.onNotification(fileProgressNotification, ({ uri, read, size }) => {
      this.reported.get(uri)?.(read / size);
    });
    this.disposables = Disposable.from(
      workspace.registerTextDocumentContentProvider(fileScheme, this),
      workspace.onDidCloseTextDocument(({ uri }) => {
        const source = sourceOf(uri);
        const isOpen = workspace.textDocuments.some((open) => sourceOf(open.uri) === source);
        if (source !== undefined && !isOpen) server.notify(closeFileNotification, { uri: source });
      }),
    );
  }

  /**
   * Has the server read the file, unless it has already. Shows progress, and can be cancelled by the user. Callers that
   * ask while the file is being read share one reading.
   *
   * @throws CancellationError if the user has cancelled, else an error with a message for people
   */
  open(uri: string): Promise<OpenedFile> {
    let opening = this.opening.get(uri);
    if (opening === undefined) {
      opening = this.read(uri).finally(() => this.opening.delete(uri));
      this.opening.set(uri, opening);
    }
    return opening;
  }

  private async read(uri: string): Promise<OpenedFile> {
    const cancellation = new CancellationTokenSource();
    const reading = this.server.request(openFileRequest, { uri }, cancellation.token);
    const late = setTimeout(() => {
      const title = messageText(untrusted`Reading ${baseName(Uri.parse(uri).path)}…`);
      const options = { location: ProgressLocation.Notification, cancellable: true, title };
      void window.withProgress(options, async (progress, token) => {
        token.onCancellationRequested(() => {
          cancellation.cancel();
        });
        let shown = 0;
        this.reported.set(uri, (part) => {
          progress.report({ increment: (part - shown) * 100 });
          shown = part;
        });
        await reading.catch(() => undefined);
      });
    }, visibleAfter);
    try {
      return await reading;
    } catch (error) {
      throw cancellation.token.isCancellationRequested ? new CancellationError() : error;
    } finally {
      clearTimeout(late);
      this.reported.delete(uri);
      cancellation.dispose();
    }
  }

  /** The document that shows the file's text, or the goroutine that begins at the line. */
  uriOf(view: FileView, name: string): Uri {
    return Uri.parse(fileViewUri(view, name));
  }

  async provideTextDocumentContent(uri: Uri): Promise<string | undefined> {
    const view = fileView(uri.toString());
    if (view === undefined) return undefined;
    const { source, line } = view;
    const { text } = await this.open(source);
    const shown =
      line === undefined ? text : await this.server.request(stackTextRequest, { uri: source, line });
    return shown ? unchangedText(shown) : undefined;
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

/** Whether the document shows one goroutine of a file's dump. */
export function isOneGoroutine(uri: Uri): boolean {
  return fileView(uri.toString())?.line !== undefined;
}

/** Uri of the file that the document is about, if the server has it. */
function sourceOf(uri: Uri): string | undefined {
  if (uri.scheme === fileScheme) return fileView(uri.toString())?.source;
  const view = dedupView(uri.toString());
  return view?.isFile ? view.source : undefined;
}
