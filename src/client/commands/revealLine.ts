import { Position, Range, TextEditorRevealType, Uri, window, workspace } from 'vscode';

/**
 * Shows a line in the middle of an editor, with the cursor in it.
 *
 * @param line zero-based; the last line if there are fewer
 * @param character UTF-16 column
 */
export async function revealLine(uri: string, line: number, character = 0): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri, true));
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const position = document.validatePosition(new Position(line, character));
  const selection = new Range(position, position);
  const viewColumn = shown?.viewColumn;
  const editor = await window.showTextDocument(document, { selection, ...(viewColumn && { viewColumn }) });
  editor.revealRange(selection, TextEditorRevealType.InCenter);
}
