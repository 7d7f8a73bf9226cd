import { Disposable, EventEmitter, type TextDocument, window, workspace } from 'vscode';
import { dedupView, type DumpId, dumpUriOf, fileGoroutine, languageId } from '../../protocol';
import { needsNoDocument } from './dumps';
import { shownUris } from './shownUris';

/**
 * The dump that views and commands apply to: the dump of the active editor, else the last active dump that is still open.
 */
export class ActiveDump implements Disposable {
  private current: TextDocument | undefined;
  private readonly changed = new EventEmitter<void>();
  private readonly listeners: Disposable;

  readonly onDidChange = this.changed.event;

  constructor() {
    const update = () => {
      this.update();
    };
    this.listeners = Disposable.from(
      window.onDidChangeActiveTextEditor(update),
      // Changing the language of a document closes and opens it.
      workspace.onDidOpenTextDocument(update),
      workspace.onDidCloseTextDocument(update),
      // A document may stay open for a while after its last tab is closed.
      window.tabGroups.onDidChangeTabs(update),
    );
    this.current = find(undefined);
  }

  get dump(): DumpId | undefined {
    return this.current && idOf(this.current);
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  private update(): void {
    const next = find(this.current);
    if (next === this.current) return;
    this.current = next;
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
