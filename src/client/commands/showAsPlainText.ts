import { workspace } from 'vscode';
import type { Services } from './services';

/** Takes a file without goroutines for what it is, a text with the extension of a dump, also when it is opened again. */
export function showAsPlainText({ list, plainTexts }: Services) {
  return async (): Promise<void> => {
    const { current } = list;
    if (current.kind !== 'notADump') return;
    const document = workspace.textDocuments.find(({ uri }) => uri.toString() === current.uri);
    if (document !== undefined) await plainTexts.add(document);
  };
}
