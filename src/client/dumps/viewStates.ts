import { Disposable, EventEmitter, type Memento, workspace } from 'vscode';
import { groupByDefault } from '../settings';
import { type ViewState, ViewStateStore } from '../model/viewState';

export * from '../model/viewState';

/** The view states of all dumps, with an event for changes. */
export class ViewStates implements Disposable {
  private readonly store: ViewStateStore;
  private readonly changed = new EventEmitter<string>();
  private readonly disposables: Disposable;

  /** Fires with the uri of the dump whose view state has changed. */
  readonly onDidChange = this.changed.event;

  constructor(memory: Memento) {
    this.store = new ViewStateStore(memory, groupByDefault);
    const listener = workspace.onDidCloseTextDocument((document) => {
      // Changing the language of a document also closes it, and opens it again.
      if (!workspace.textDocuments.includes(document)) this.store.close(document.uri.toString());
    });
    this.disposables = Disposable.from(this.changed, listener);
  }

  of(uri: string): ViewState {
    return this.store.of(uri);
  }

  update(uri: string, change: Partial<ViewState>): void {
    this.store.update(uri, change);
    this.changed.fire(uri);
  }

  /** Takes back the last change of the hidden groups. @returns false if there was none in this session */
  undoHiding(uri: string): boolean {
    if (this.store.undoHiding(uri) === undefined) return false;
    this.changed.fire(uri);
    return true;
  }

  dispose(): void {
    this.disposables.dispose();
  }
}
