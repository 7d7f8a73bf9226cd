import { languages, window } from 'vscode';
import { type DumpId, languageId } from '../../protocol';
import { containsDump } from '../documents/detectDumps';
import { openDumpDocument } from '../documents/openDumpDocument';
import type { Services } from '../services';

/** Shows the deduplicated dump as a read-only document, with the filter of the tree. */
export function dedup(services: Services) {
  return async (): Promise<void> => {
    const dump = await dumpToDedup(services);
    if (dump === undefined) {
      void window.showInformationMessage('Open a goroutine dump first.');
      return;
    }
    await showDedup(services, dump);
  };
}

/** Opens the deduplicated document of a dump. */
export async function showDedup({ dedup }: Services, { uri }: DumpId): Promise<void> {
  await window.showTextDocument(await openDumpDocument(dedup.uriOf(uri)), { preview: false });
}

/** The document of the active editor if it contains a dump, even in another language; else the active dump. */
async function dumpToDedup({ active }: Services): Promise<DumpId | undefined> {
  const document = window.activeTextEditor?.document;
  if (document !== undefined && document.languageId !== languageId && containsDump(document)) {
    const dump = await languages.setTextDocumentLanguage(document, languageId);
    return { uri: dump.uri.toString() };
  }
  return active.dump;
}
