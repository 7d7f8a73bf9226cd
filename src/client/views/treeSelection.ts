import type { TreeView } from 'vscode';

/** Milliseconds: how often a tree that VS Code redraws is looked at, and for how long. */
const interval = 50;
const longest = 3000;

/**
 * The selected row of a tree; undefined for none or several. `view.selection` is empty while VS Code redraws the tree, so that
 * a click at that time finds nothing selected: waits for the rows to come back.
 */
export async function selectedRow<Node>(view: TreeView<Node>): Promise<Node | undefined> {
  for (let waited = 0; view.selection.length === 0 && waited < longest; waited += interval) await pause();
  const [node, ...others] = view.selection;
  return others.length === 0 ? node : undefined;
}

/**
 * Selects and expands a row of a tree. VS Code refuses that while it redraws the tree: tries again until the row is there.
 *
 * @throws what VS Code says, if the row does not come back
 */
export async function selectRow<Node>(view: TreeView<Node>, node: Node): Promise<void> {
  for (let waited = 0; ; waited += interval) {
    try {
      await view.reveal(node, { select: true, focus: true, expand: true });
      return;
    } catch (error) {
      if (waited >= longest) throw error;
    }
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, interval));
}
