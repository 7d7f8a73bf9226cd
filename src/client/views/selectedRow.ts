import type { TreeView } from 'vscode';

/** Milliseconds: how often the selection is looked at, and for how long. */
const interval = 50;
const longest = 5000;

/**
 * The selected row of a tree; undefined for none or several. VS Code shows extensions no selection while it draws the
 * tree again, so that a click at that time finds nothing selected: waits for the rows to come back.
 */
export async function selectedRow<Node>(view: TreeView<Node>): Promise<Node | undefined> {
  for (let waited = 0; view.selection.length === 0 && waited < longest; waited += interval) {
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
  const [node, ...others] = view.selection;
  return others.length === 0 ? node : undefined;
}
