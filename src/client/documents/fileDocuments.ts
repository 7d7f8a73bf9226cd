import { type Disposable, type TextDocumentContentProvider, type Uri, workspace } from 'vscode';
import { fileGoroutine, fileScheme, stackTextRequest } from '../../protocol';
import type { DumpServer } from '../languageClient';
import { unchangedText } from '../text/sinks';
import type { DiskFiles } from './diskFiles';

/** Read-only documents with text of files that the server reads: of all of a small file, or of one goroutine. */
export class FileDocuments implements TextDocumentContentProvider, Disposable {
  private readonly registration = workspace.registerTextDocumentContentProvider(fileScheme, this);

  constructor(
    private readonly server: DumpServer,
    private readonly files: DiskFiles,
  ) {}

  async provideTextDocumentContent(uri: Uri): Promise<string | undefined> {
    const goroutine = fileGoroutine(uri.toString());
    if (goroutine === undefined) {
      const { text } = await this.files.read(uri.toString());
      return text && unchangedText(text);
    }
    await this.files.keep(goroutine.dump);
    const params = { uri: goroutine.dump, line: goroutine.line };
    const text = await this.server.request(stackTextRequest, params);
    return text === null ? undefined : unchangedText(text);
  }

  dispose(): void {
    this.registration.dispose();
  }
}
