import { window, workspace } from 'vscode';
import { dedupView } from '../../protocol';
import { besideDump } from '../documents/besideDump';
import type { Services } from './services';

/** Saves the deduplicated dump of the active editor, else of the active dump, to a file that the user chooses. */
export function saveDedup(services: Services) {
  return async (): Promise<void> => {
    const shown = dedupView(window.activeTextEditor?.document.uri.toString() ?? '');
    const dump = shown?.dump ?? services.active.dump?.uri;
    if (dump === undefined) {
      void window.showInformationMessage('Open a goroutine dump first.');
      return;
    }
    const target = await window.showSaveDialog({
      defaultUri: besideDump(dump, '-dedup.dump'),
      filters: { 'Goroutine dumps': ['dump', 'goroutines', 'gostack'] },
      title: 'Save Deduplicated Dump',
    });
    if (target === undefined) return;
    const text = await services.dedup.provideTextDocumentContent(services.dedup.uriOf(dump));
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
    await window.showTextDocument(target);
  };
}
