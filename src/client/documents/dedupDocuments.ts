import {
  type CancellationToken,
  Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from 'vscode';
import { dedupScheme, dedupUri, dedupView, dedupRequest } from '../../protocol';
import { DebouncedCalls } from '../debouncedCalls';
import { selectionOf, type ViewStates } from '../dumps/viewStates';
import type { DumpServer } from '../connection/languageClient';
import { onDidChangeGroupByDefault } from '../settings';
import { unchangedText } from '../text/sinks';
import { dumpName } from '../dumps/dumpNames';
import type { Dumps } from '../dumps/dumps';

/** Pause in the edits of a dump after which its documents are rendered again, in milliseconds. */
const settleTime = 500;

/** Deduplicated dumps as read-only documents, which follow the dump and the filter of the tree. */
export class DedupDocuments implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  private readonly registration: Disposable;
  private readonly edits = new DebouncedCalls<string>(settleTime);

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: DumpServer,
    private readonly dumps: Dumps,
    private readonly views: ViewStates,
  ) {
    this.registration = Disposable.from(
      workspace.registerTextDocumentContentProvider(dedupScheme, this),
      server.onDidChangeDump((uri) => {
        this.refresh(uri);
      }),
      views.onDidChange((uri) => {
        this.refresh(uri);
      }),
      onDidChangeGroupByDefault(() => {
        this.refresh();
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.refreshSoon(document.uri.toString());
      }),
    );
  }

  /** Uri of the deduplicated document of a dump. The tab shows the last segment of its path. */
  uriOf(dump: string): Uri {
    return Uri.parse(dedupUri({ dump }, `${dumpName(dump)} (dedup).dump`));
  }

  async provideTextDocumentContent(uri: Uri, token?: CancellationToken): Promise<string | undefined> {
    const view = dedupView(uri.toString());
    if (view === undefined) return undefined;
    const { dump } = view;
    // The dump may have been closed while its deduplicated document is open.
    await this.dumps.open(dump);
    const state = this.views.of(dump);
    const filter = selectionOf(state);
    const params = { uri: dump, key: state.key, ...(filter && { filter }) };
    return unchangedText((await this.server.request(dedupRequest, params, token)).text);
  }

  /** Renders the documents of the dump again; by default, all documents. */
  refresh(dump?: string): void {
    for (const { uri } of workspace.textDocuments) {
      const of = dedupView(uri.toString())?.dump;
      if (of !== undefined && of === (dump ?? of)) this.changed.fire(uri);
    }
  }

  private refreshSoon(dump: string): void {
    this.edits.call(dump, () => {
      this.refresh(dump);
    });
  }

  dispose(): void {
    this.edits.dispose();
    this.registration.dispose();
    this.changed.dispose();
  }
}
