import { Position, Range, TextEditorRevealType, Uri, type ViewColumn, window, workspace } from 'vscode';

/** Whether the editor takes the keyboard focus, or the focus stays where it is. */
export type Focus = 'editor' | 'unchanged';

interface RevealOptions {
  /** View column of an editor that stays open. Default: where the document is visible, else a preview. */
  readonly column?: ViewColumn | undefined;
  /** Default: `editor`. */
  readonly focus?: Focus;
}

/**
 * Reveals a line in the center of an editor and moves the cursor there.
 *
 * @param line zero-based; after the end, the last line is revealed
 * @param character zero-based UTF-16 column
 */
export async function revealLine(
  uri: string,
  line: number,
  character = 0,
  { column, focus = 'editor' }: RevealOptions = {},
): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri, true));
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const position = document.validatePosition(new Position(line, character));
  const selection = new Range(position, position);
  const viewColumn = column ?? shown?.viewColumn;
  const editor = await window.showTextDocument(document, {
    selection,
    preserveFocus: focus === 'unchanged',
    ...(viewColumn && { viewColumn }),
    ...(column && { preview: false }),
  });
  editor.revealRange(selection, TextEditorRevealType.InCenter);
}
