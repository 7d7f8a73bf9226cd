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
import type { DumpServer } from '../languageClient';
import { onDidChangeGroupByDefault } from '../settings';
import { unchangedText } from '../text/sinks';
import { dumpName } from './dumpNames';
import type { Dumps } from './dumps';

/** Milliseconds without an edit after which the documents of an edited dump are rendered anew. */
const settleTime = 500;

/** The deduplicated dumps, as read-only documents that follow the dump they were made from, and what the tree shows of it. */
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

  /** Where the view of a dump is found; the last segment of its path is what the tab shows. */
  uriOf(source: string): Uri {
    return Uri.parse(dedupUri({ source }, `${dumpName(source)} (dedup).dump`));
  }

  async provideTextDocumentContent(uri: Uri, token?: CancellationToken): Promise<string | undefined> {
    const view = dedupView(uri.toString());
    if (view === undefined) return undefined;
    const { source } = view;
    // The dump may have been closed, while its deduplicated document was not.
    await this.dumps.open(source);
    const state = this.views.of(source);
    const filter = selectionOf(state);
    const params = { uri: source, key: state.key, ...(filter && { filter }) };
    return unchangedText((await this.server.request(dedupRequest, params, token)).text);
  }

  /** Renders the documents anew that show the dump; by default, all. */
  refresh(dump?: string): void {
    for (const { uri } of workspace.textDocuments) {
      const source = dedupView(uri.toString())?.source;
      if (source !== undefined && source === (dump ?? source)) this.changed.fire(uri);
    }
  }

  private refreshSoon(source: string): void {
    this.edits.call(source, () => {
      this.refresh(source);
    });
  }

  dispose(): void {
    this.edits.dispose();
    this.registration.dispose();
    this.changed.dispose();
  }
}
