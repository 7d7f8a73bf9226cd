import { Disposable, EventEmitter, type TextDocumentContentProvider, type Uri, workspace } from 'vscode';
import { fileGoroutine, fileScheme, stackTextRequest } from '../../protocol';
import type { DumpServer } from '../connection/languageClient';
import { unchangedText } from '../text/sinks';
import type { ServerFiles } from '../dumps/serverFiles';
import { fileName } from '../dumps/dumpNames';

/** Read-only documents with text of files that the server reads: a whole small file, or one goroutine. */
export class FileDocuments implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  private readonly registration: Disposable;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: DumpServer,
    private readonly files: ServerFiles,
  ) {
    this.registration = Disposable.from(
      workspace.registerTextDocumentContentProvider(fileScheme, this),
      server.onDidChangeDump((dump) => {
        for (const { uri } of workspace.textDocuments) {
          if (fileGoroutine(uri.toString())?.dump === dump) this.changed.fire(uri);
        }
      }),
    );
  }

  async provideTextDocumentContent(uri: Uri): Promise<string | undefined> {
    const goroutine = fileGoroutine(uri.toString());
    if (goroutine === undefined) {
      const { text } = await this.files.read(uri.toString());
      return text && unchangedText(text);
    }
    const { dump, ...place } = goroutine;
    await this.files.keep(dump);
    const text = await this.server.request(stackTextRequest, { uri: dump, ...place });
    return text === null ? `${fileName(dump)} no longer contains this goroutine.\n` : unchangedText(text);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
