import { Disposable, EventEmitter, type Memento, type TextDocument, Uri, window, workspace } from 'vscode';
import { dedupView, type DumpId, dumpFile, dumpUriOf, fileGoroutine, languageId } from '../../protocol';
import { needsNoDocument } from './dumps';
import { openDumpDocument } from './openDumpDocument';
import { shownUris, tabsAreKnown } from './shownUris';
import { unsyncedDump } from './unsyncedDump';

const lastKey = 'lastDump';

/**
 * The dump that views and commands apply to: the dump of the active editor, else the last active dump that is still open. It
 * is the same after the window is reloaded.
 */
export class ActiveDump implements Disposable {
  private current: TextDocument | undefined;
  /** File of the active tab, if it is too large for the editor to pass it to extensions. */
  private large: Uri | undefined;
  private isRestored = false;
  private readonly changed = new EventEmitter<void>();
  private readonly listeners: Disposable;

  readonly onDidChange = this.changed.event;

  /** @param memory of the workspace */
  constructor(private readonly memory: Memento) {
    const update = () => {
      this.update();
      void this.updateLarge();
    };
    this.listeners = Disposable.from(
      window.onDidChangeActiveTextEditor(update),
      // Changing the language of a document closes and opens it.
      workspace.onDidOpenTextDocument(update),
      workspace.onDidCloseTextDocument(update),
      // A document may stay open for a while after its last tab is closed.
      window.tabGroups.onDidChangeTabs(update),
    );
  }

  get dump(): DumpId | undefined {
    return this.current && idOf(this.current);
  }

  /** The file of the active tab, if it is a dump that extensions do not get, and that has not been read from disk. */
  get tooLarge(): Uri | undefined {
    const read = this.dump && dumpFile(this.dump.uri);
    return this.large?.toString() === read ? undefined : this.large;
  }

  /** Finds the dump that was active before the window was reloaded. Until then, there is only that of the active editor. */
  async restore(): Promise<void> {
    const last = this.memory.get<string>(lastKey);
    await this.updateLarge();
    if (last !== undefined) {
      await tabsAreKnown();
      if (!isDump(window.activeTextEditor?.document)) await this.openAgain(last);
    }
    this.isRestored = true;
    this.update();
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  private update(): void {
    if (!this.isRestored && !isDump(window.activeTextEditor?.document)) return;
    const { current } = this;
    const next = find(current);
    if (next === current) return;
    // The editor closes a document that no editor shows after a while, although it still has a tab.
    if (next === undefined && current?.isClosed && shownUris().has(current.uri.toString())) {
      void this.openAgain(current.uri.toString());
      return;
    }
    this.set(next);
  }

  private async openAgain(uri: string): Promise<void> {
    if (!shownUris().has(uri)) return;
    try {
      this.set(await openDumpDocument(Uri.parse(uri)));
    } catch {
      this.set(find(undefined)); // the file was removed
    }
  }

  private set(next: TextDocument | undefined): void {
    this.current = next;
    void this.memory.update(lastKey, next?.uri.toString());
    this.changed.fire();
  }

  private async updateLarge(): Promise<void> {
    const large = await unsyncedDump();
    if (large?.toString() === this.large?.toString()) return;
    this.large = large;
    this.changed.fire();
  }
}

function find(last: TextDocument | undefined): TextDocument | undefined {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors].map((editor) => editor?.document);
  const [active, ...visible] = editors;
  if (isDump(active)) return dumpDocumentOf(active);
  const shown = shownUris();
  const isShown = (document: TextDocument) => shown.has(document.uri.toString());
  if (isDump(last) && isShown(last)) return last;
  // Another dump than the last one, whose tab the editor has yet to load, would pass for it.
  if (last?.isClosed && isShown(last)) return undefined;
  const other = visible.find(isDump) ?? workspace.textDocuments.find((open) => isDump(open) && isShown(open));
  return other && dumpDocumentOf(other);
}

function isDump(document: TextDocument | undefined): document is TextDocument {
  return document?.languageId === languageId && !document.isClosed && !fileGoroutine(document.uri.toString());
}

/** The dump that a deduplicated document was made from, while that is open; else the document itself. */
function dumpDocumentOf(document: TextDocument): TextDocument {
  const dump = dedupView(document.uri.toString())?.dump;
  return workspace.textDocuments.find((open) => isDump(open) && open.uri.toString() === dump) ?? document;
}

/**
 * The dump of a document. For a deduplicated document whose dump has no document, it is the dump that it was made from.
 */
function idOf(document: TextDocument): DumpId {
  const uri = document.uri.toString();
  const dump = dumpUriOf(uri);
  return { uri: needsNoDocument(dump) ? dump : uri };
}
