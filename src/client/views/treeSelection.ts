import type { TreeView } from 'vscode';

/** Time between two looks at a tree that VS Code redraws, and the time to give up after, in milliseconds. */
const interval = 50;
const maxWait = 3000;

/**
 * The selected row of a tree; undefined for none or several. `view.selection` is empty while VS Code redraws the tree, even
 * if the user clicks a row then, so this function waits for a selection.
 */
export async function selectedRow<Node>(view: TreeView<Node>): Promise<Node | undefined> {
  for (let waited = 0; view.selection.length === 0 && waited < maxWait; waited += interval) await pause();
  const [node, ...others] = view.selection;
  return others.length === 0 ? node : undefined;
}

/**
 * Selects and expands a row of a tree. VS Code refuses while it redraws the tree, so this function tries again for a while.
 *
 * @throws the error of VS Code if the row does not appear
 */
export async function selectRow<Node>(view: TreeView<Node>, node: Node): Promise<void> {
  for (let waited = 0; ; waited += interval) {
    try {
      await view.reveal(node, { select: true, focus: true, expand: true });
      return;
    } catch (error) {
      if (waited >= maxWait) throw error;
    }
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, interval));
}
