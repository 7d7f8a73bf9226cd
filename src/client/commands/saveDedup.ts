import { Uri, window, workspace } from 'vscode';
import { dedupView } from '../../protocol';
import { dumpName, fileOf } from '../documents/dumpNames';
import type { Services } from '../services';

/** Saves the deduplicated dump of the active editor, else of the active dump, to a file that the user chooses. */
export function saveDedup(services: Services) {
  return async (): Promise<void> => {
    const shown = dedupView(window.activeTextEditor?.document.uri.toString() ?? '');
    const source = shown?.source ?? services.active.dump?.uri;
    if (source === undefined) {
      void window.showInformationMessage('Open a goroutine dump first.');
      return;
    }
    const target = await window.showSaveDialog({
      defaultUri: defaultTarget(source),
      filters: { 'Goroutine dumps': ['dump', 'goroutines', 'gostack'] },
      title: 'Save Deduplicated Dump',
    });
    if (target === undefined) return;
    const text = await services.dedup.provideTextDocumentContent(services.dedup.uriOf(source));
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
    await window.showTextDocument(target);
  };
}

/** `hang-dedup.dump` beside `hang.dump`; in the first workspace folder for an untitled document. */
function defaultTarget(source: string): Uri {
  const name = `${dumpName(source)}-dedup.dump`;
  const file = fileOf(source);
  if (file.scheme !== 'untitled') return Uri.joinPath(file, '..', name);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? Uri.file(name) : Uri.joinPath(folder, name);
}
