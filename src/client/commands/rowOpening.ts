import { commands } from 'vscode';
import type { Focus } from './revealLine';

/** Rows of a tree that lead somewhere. */
export interface OpenableRows<Node> {
  /** The only selected row. */
  readonly selected: () => Promise<Node | undefined>;
  /** The row with the keyboard focus, in a command of a key that toggles its selection (`ToggledRow`). */
  readonly focused: () => Node | undefined;
  /** What a row does when the focus moves to it: it leads somewhere, it only acts when it is opened, or neither. */
  readonly kindOf: (node: Node) => 'place' | 'action' | 'none';
  /** @param isWanted whether the user still waits for it */
  readonly open: (node: Node, focus: Focus, isWanted: () => boolean) => Promise<void>;
}

/** Opens the selected row, as a click does. Like a search result, it keeps the focus in the tree, unless it is open already. */
export function openSelectedOf<Node>({ selected, open }: OpenableRows<Node>) {
  let last: Node | undefined;
  return async (): Promise<void> => {
    const node = await selected();
    if (node === undefined) return;
    const isAgain = node === last;
    last = isAgain ? undefined : node;
    await open(node, isAgain ? 'editor' : 'unchanged', () => true);
  };
}

/** Opens the row with the keyboard focus and moves the focus there; expands or collapses a row that leads nowhere. */
export function openFocusedOf<Node>({ focused, kindOf, open }: OpenableRows<Node>) {
  return async (): Promise<void> => {
    const node = focused();
    if (node !== undefined && kindOf(node) !== 'none') await open(node, 'editor', () => true);
    else await commands.executeCommand('list.select');
  };
}

/** Shows what the row with the keyboard focus leads to; the focus stays in the tree. */
export function previewFocusedOf<Node>({ focused, kindOf, open }: OpenableRows<Node>) {
  let asked = 0;
  return async (): Promise<void> => {
    const number = ++asked;
    const node = focused();
    if (node !== undefined && kindOf(node) === 'place') await open(node, 'unchanged', () => number === asked);
  };
}
