import {
  type CancellationToken,
  Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from 'vscode';
import { type DedupView, dedupRequest, dedupScheme, dedupUri, dedupView } from '../../protocol';
import type { DumpServer } from '../languageClient';
import type { DumpFiles } from './dumpFiles';
import { baseName } from '../wording';
import { openAsDump } from './openAsDump';

/** Milliseconds without an edit after which the documents of an edited dump are rendered anew. */
const settleTime = 500;

/** The deduplicated dumps, as read-only documents that follow the dump they were made from. */
export class DedupDocuments implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  private readonly registration: Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: DumpServer,
    private readonly files: DumpFiles,
  ) {
    this.registration = Disposable.from(
      workspace.registerTextDocumentContentProvider(dedupScheme, this),
      server.onDidChangeDump((uri) => {
        this.refresh(uri);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.refreshSoon(document.uri.toString());
      }),
    );
  }

  /** Where the view of a dump is found; the last segment of its path is what the tab shows. */
  uriOf(view: DedupView): Uri {
    return Uri.parse(dedupUri(view, `${dumpName(view.source)} (dedup).dump`));
  }

  async provideTextDocumentContent(uri: Uri, token?: CancellationToken): Promise<string | undefined> {
    const view = dedupView(uri.toString());
    if (view === undefined) return undefined;
    if (view.isFile) await this.files.open(view.source);
    // The dump may have been closed, while its deduplicated document was not.
    const source = view.isFile ? view.source : (await openAsDump(Uri.parse(view.source))).uri.toString();
    const params = { ...view, uri: source };
    return (await this.server.request(dedupRequest, params, token)).text;
  }

  /** Renders the documents anew that show the dump. */
  refresh(source: string): void {
    for (const { uri } of workspace.textDocuments) {
      if (dedupView(uri.toString())?.source === source) this.changed.fire(uri);
    }
  }

  private refreshSoon(source: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.refresh(source);
    }, settleTime);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.registration.dispose();
    this.changed.dispose();
  }
}

/** Name of the file without its extension. */
export function dumpName(uri: string): string {
  return baseName(Uri.parse(uri).path).replace(/(.)\.[^.]*$/, '$1');
}
