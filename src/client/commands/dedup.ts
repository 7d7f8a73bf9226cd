import { l10n, languages, window } from 'vscode';
import { type DedupView, languageId } from '../../protocol';
import type { DumpRef } from '../documents/activeDump';
import { holdsDump } from '../documents/detectDumps';
import { openAsDump } from '../documents/openAsDump';
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
    await showDedup(services, dump);
  };
}

/** Shows the dump deduplicated, grouped and filtered as the tree is. */
export async function showDedup(services: Services, dump: Omit<DumpRef, 'version'>): Promise<void> {
  const uri = services.dedup.uriOf(dedupViewOf(services, dump));
  await window.showTextDocument(await openAsDump(uri), { preview: false });
}

/** The view of a dump that the tree has. */
export function dedupViewOf({ states }: Services, { uri, isFile }: Omit<DumpRef, 'version'>): DedupView {
  const state = states.of(uri);
  const filter = filterOf(state);
  return { source: uri, ...(isFile && { isFile }), key: state.key, ...(filter && { filter }) };
}

/** The active editor's document if it is a dump, declared or not; else the active dump. */
async function dumpToDedup({ active }: Services): Promise<Omit<DumpRef, 'version'> | undefined> {
  const document = window.activeTextEditor?.document;
  if (document !== undefined && document.languageId !== languageId && holdsDump(document)) {
    const dump = await languages.setTextDocumentLanguage(document, languageId);
    return { uri: dump.uri.toString(), isFile: false };
  }
  return active.dump;
}
