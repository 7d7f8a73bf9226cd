import type { Disposable, TreeView } from 'vscode';

/**
 * The row of a tree that was last added to the selection or removed from it. The keys of package.json toggle the selection of
 * the row with the focus twice before they run a command, because VS Code tells extensions only which rows are selected. Both
 * are done before another key is read, and the selection is the same as before.
 */
export class ToggledRow<Node> implements Disposable {
  private selected: readonly Node[] = [];
  private toggled: Node | undefined;
  private readonly listener: Disposable;

  constructor(view: TreeView<Node>) {
    this.listener = view.onDidChangeSelection(({ selection }) => {
      const [node, ...others] = differences(this.selected, selection);
      this.toggled = others.length === 0 ? node : undefined;
      this.selected = selection;
    });
  }

  get node(): Node | undefined {
    return this.toggled;
  }

  /** The selected rows if it is one of them, else this row alone. */
  get nodes(): readonly Node[] {
    if (this.toggled === undefined) return [];
    return this.selected.includes(this.toggled) ? this.selected : [this.toggled];
  }

  dispose(): void {
    this.listener.dispose();
  }
}

/** What is in only one of two lists. */
function differences<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  return [...one.filter((each) => !other.includes(each)), ...other.filter((each) => !one.includes(each))];
}
