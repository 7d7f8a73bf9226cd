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

/** Selects and expands a row of a tree, and moves the focus there. @throws the error of VS Code if it does not appear */
export function selectRow<Node>(view: TreeView<Node>, node: Node): Promise<void> {
  return reveal(view, node, { select: true, focus: true, expand: true });
}

/** Selects a row of a tree, and moves the focus there. @throws the error of VS Code if it does not appear */
export function focusRow<Node>(view: TreeView<Node>, node: Node): Promise<void> {
  return reveal(view, node, { select: true, focus: true });
}

/** Selects a row of a tree, and leaves the focus where it is. @throws the error of VS Code if it does not appear */
export function selectRowOnly<Node>(view: TreeView<Node>, node: Node): Promise<void> {
  return reveal(view, node, { select: true, focus: false });
}

/** VS Code refuses while it redraws the tree, so this function tries again for a while. */
async function reveal<Node>(
  view: TreeView<Node>,
  node: Node,
  options: { readonly select: boolean; readonly focus: boolean; readonly expand?: boolean },
): Promise<void> {
  for (let waited = 0; ; waited += interval) {
    try {
      await view.reveal(node, options);
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
