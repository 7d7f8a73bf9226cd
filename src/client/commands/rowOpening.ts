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

/** The commands that open rows, one after another: a row that opens slowly must not replace what was opened later. */
export function rowCommands<Node>({ selected, focused, kindOf, open }: OpenableRows<Node>) {
  let clicked: Node | undefined;
  let asked = 0;
  let before: Promise<void> = Promise.resolve();
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    const turn = before.then(act);
    before = turn.catch(() => undefined);
    return turn;
  };
  return {
    /** Opens the selected row, as a click does. Like a search result, it keeps the focus in the tree until it is clicked again. */
    openSelected: async (): Promise<void> => {
      const node = await selected();
      if (node === undefined) return;
      const isAgain = node === clicked;
      clicked = isAgain ? undefined : node;
      await inTurn(() => open(node, isAgain ? 'editor' : 'unchanged', () => true));
    },
    /** Opens the row with the keyboard focus and moves the focus there; expands or collapses a row that leads nowhere. */
    openFocused: async (): Promise<void> => {
      const node = focused();
      if (node !== undefined && kindOf(node) !== 'none') await inTurn(() => open(node, 'editor', () => true));
      else await commands.executeCommand('list.select');
    },
    /** Shows what the row with the keyboard focus leads to; the focus stays in the tree. */
    previewFocused: async (): Promise<void> => {
      const number = ++asked;
      const node = focused();
      const isWanted = () => number === asked;
      if (node === undefined || kindOf(node) !== 'place') return;
      await inTurn(async () => {
        if (isWanted()) await open(node, 'unchanged', isWanted);
      });
    },
  };
}
