import { Position, Range, TextEditorRevealType, Uri, type ViewColumn, window, workspace } from 'vscode';

/**
 * Shows a line in the middle of an editor, with the cursor in it.
 *
 * @param line zero-based; the last line if there are fewer
 * @param character UTF-16 column
 * @param column where the editor is to stay; default: where the document is shown, or else a preview
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
