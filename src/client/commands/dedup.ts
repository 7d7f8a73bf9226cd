import { l10n, languages, type TextDocument, window, workspace } from 'vscode';
import { type DedupView, languageId } from '../../protocol';
import { holdsDump } from '../documents/detectDumps';
import { filterOf } from '../documents/viewStates';
import type { Services } from '../services';

/** Shows the deduplicated dump as a read-only document, grouped and filtered as the tree is. */
export function dedup(services: Services) {
  return async (): Promise<void> => {
    const dump = await dumpToDedup(services);
    if (dump === undefined) {
      void window.showInformationMessage(l10n.t('Open a goroutine dump first.'));
      return;
    }
    const uri = services.dedup.uriOf(dedupViewOf(services, dump.uri.toString()));
    const document = await workspace.openTextDocument(uri);
    if (document.languageId !== languageId) await languages.setTextDocumentLanguage(document, languageId);
    await window.showTextDocument(document, { preview: false });
  };
}

/** The view of a dump that the tree has. */
export function dedupViewOf({ states }: Services, source: string): DedupView {
  const state = states.of(source);
  const filter = filterOf(state);
  return { source, key: state.key, ...(filter && { filter }) };
}

/** The active editor's document if it is a dump, declared or not; else the active dump. */
async function dumpToDedup({ active }: Services): Promise<TextDocument | undefined> {
  const document = window.activeTextEditor?.document;
  if (document !== undefined && document.languageId !== languageId && holdsDump(document)) {
    return languages.setTextDocumentLanguage(document, languageId);
  }
  return active.document;
}
