import {
  CancellationError,
  CancellationTokenSource,
  Disposable,
  ProgressLocation,
  type Uri,
  window,
  workspace,
} from 'vscode';
import {
  checkFileNotification,
  closeFileNotification,
  dedupView,
  dumpFile,
  fileGoroutine,
  fileProgressNotification,
  openFileRequest,
} from '../../protocol';
import type { OpenedFile } from '../model/answers';
import type { DumpServer } from '../connection/languageClient';
import { messageText } from '../text/sinks';
import { untrusted } from '../text/untrusted';
import { fileName } from './dumpNames';

/** In milliseconds. Longer reads show their progress. */
const visibleAfter = 300;

/** Files on disk that the server reads, because VS Code does not pass them to extensions. */
export class ServerFiles implements Disposable {
  private readonly reading = new Map<string, Promise<OpenedFile>>();
  /** Number of times that the server has read each file whose dump it keeps. */
  private readonly kept = new Map<string, number>();
  /** Callbacks for the fraction of a file that has been read, from 0 to 1. */
  private readonly reported = new Map<string, (part: number) => void>();
  private readonly disposables: Disposable;

  constructor(private readonly server: DumpServer) {
    server.onNotification(fileProgressNotification, ({ uri, read, size }) => {
      this.reported.get(uri)?.(read / size);
    });
    this.disposables = Disposable.from(
      server.onDidRestart(() => {
        this.kept.clear();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        const dump = dumpOf(uri);
        if (dump === undefined || workspace.textDocuments.some((open) => dumpOf(open.uri) === dump)) return;
        this.kept.delete(dump);
        server.notify(closeFileNotification, { uri: dump });
      }),
    );
  }

  /**
   * Lets the server read a file. Shows the progress, with a button to cancel. Callers that ask while a file is being read
   * share one read.
   *
   * @param uri uri of the dump (`fileDumpUri`)
   * @throws CancellationError if the user has cancelled, else an error with a message for the user
   */
  read(uri: string): Promise<OpenedFile> {
    let reading = this.reading.get(uri);
    if (reading === undefined) {
      reading = this.readAnew(uri).finally(() => this.reading.delete(uri));
      this.reading.set(uri, reading);
    }
    return reading;
  }

  /**
   * Lets the server read a file, unless it already keeps the dump.
   *
   * @returns number of times that it has read the file; undefined if it keeps no dump, because the text is small enough for
   *   a document
   * @throws as `read`
   */
  async keep(uri: string): Promise<number | undefined> {
    if (!this.kept.has(uri)) await this.read(uri);
    return this.kept.get(uri);
  }

  /** Asks the server to check whether the files whose dumps it keeps have changed. */
  check(): void {
    for (const uri of this.kept.keys()) this.server.notify(checkFileNotification, { uri });
  }

  private async readAnew(uri: string): Promise<OpenedFile> {
    const cancellation = new CancellationTokenSource();
    const reading = this.server.request(openFileRequest, { uri }, cancellation.token);
    const late = setTimeout(() => {
      const title = messageText(untrusted`Reading ${fileName(uri)}…`);
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
      const opened = await reading;
      if (opened.text === undefined) this.kept.set(uri, (this.kept.get(uri) ?? 0) + 1);
      else this.kept.delete(uri);
      return opened;
    } catch (error) {
      throw cancellation.token.isCancellationRequested ? new CancellationError() : error;
    } finally {
      clearTimeout(late);
      this.reported.delete(uri);
      cancellation.dispose();
    }
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

/** Uri of the dump on disk that the document shows, entirely or in part; undefined for any other document. */
function dumpOf(uri: Uri): string | undefined {
  const text = uri.toString();
  const dump = dedupView(text)?.dump ?? fileGoroutine(text)?.dump ?? text;
  return dumpFile(dump) === undefined ? undefined : dump;
}
