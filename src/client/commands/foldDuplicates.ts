import { commands, TextEditorRevealType, window } from 'vscode';
import { countText } from '../../core';
import { duplicatesRequest, languageId } from '../../protocol';
import { messageText } from '../text/sinks';
import { untrusted } from '../text/untrusted';
import type { Services } from './services';

/** Folds each goroutine of the active editor whose stack an earlier one has, to a line that says so. */
export function foldDuplicates(services: Services) {
  return async (): Promise<void> => {
    const folding = await foldingIn(services);
    if (folding === undefined) return;
    const { lines, leftOut } = folding;
    if (lines.length === 0) {
      window.setStatusBarMessage('Each stack is in the text only once', 4000);
      return;
    }
    await commands.executeCommand('editor.fold', { selectionLines: lines, levels: 1 });
    revealCursor();
    if (leftOut === 0) return;
    const goroutines = countText(leftOut, 'goroutine');
    const dedup = 'Dedup Goroutines';
    const message = untrusted`VS Code folds only the first goroutines of a text this large: ${goroutines} with the stack of an earlier one stay open.`;
    if ((await window.showInformationMessage(messageText(message), dedup)) === dedup)
      await commands.executeCommand('goroutineDump.dedup');
  };
}

/** Opens what `foldDuplicates` has folded. */
export function unfoldDuplicates(services: Services) {
  return async (): Promise<void> => {
    const folding = await foldingIn(services);
    if (folding === undefined) return;
    await commands.executeCommand('editor.unfold', { selectionLines: folding.lines, levels: 1 });
    revealCursor();
  };
}

/** The lines around the cursor have moved. */
function revealCursor(): void {
  const editor = window.activeTextEditor;
  editor?.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The lines to fold in the active editor; undefined if it has no dump. */
async function foldingIn({ server, foldedCopies }: Services) {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== languageId) return undefined;
  const duplicates = await server.request(duplicatesRequest, { uri: document.uri.toString() });
  foldedCopies.set(document, duplicates);
  return { lines: duplicates.copies.flatMap(({ lines }) => lines), leftOut: duplicates.leftOut };
}
