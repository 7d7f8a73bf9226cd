import { Position, Range, TextEditorRevealType, Uri, type ViewColumn, window, workspace } from 'vscode';

/**
 * Reveals a line in the center of an editor and moves the cursor there.
 *
 * @param line zero-based; after the end, the last line is revealed
 * @param character zero-based UTF-16 column
 * @param column view column of an editor that stays open. Default: where the document is visible, else a preview
 */
export async function revealLine(
  uri: string,
  line: number,
  character = 0,
  column?: ViewColumn,
): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri, true));
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const position = document.validatePosition(new Position(line, character));
  const selection = new Range(position, position);
  const viewColumn = column ?? shown?.viewColumn;
  const editor = await window.showTextDocument(document, {
    selection,
    ...(viewColumn && { viewColumn }),
    ...(column && { preview: false }),
  });
  editor.revealRange(selection, TextEditorRevealType.InCenter);
}
