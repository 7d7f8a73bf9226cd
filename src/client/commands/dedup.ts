import { languages, window } from 'vscode';
import { type DumpId, languageId, summaryRequest } from '../../protocol';
import { containsDump } from '../documents/detectDumps';
import { fileName } from '../dumps/dumpNames';
import { openDumpDocument } from '../dumps/openDumpDocument';
import type { Summary } from '../model/answers';
import type { Services } from './services';
import { messageText } from '../text/sinks';
import { joined, received, untrusted } from '../text/untrusted';

/** Shows the deduplicated dump as a read-only document, with the filter of the tree. */
export function dedup(services: Services) {
  return async (): Promise<void> => {
    const dump = await dumpToDedup(services);
    if (dump === undefined) {
      void window.showInformationMessage('Open a goroutine dump first.');
      return;
    }
    const summary = await summaryOf(services, dump);
    if (summary.groups > 0) await showDedup(services, dump);
    else showNoGoroutines(dump, summary);
  };
}

async function summaryOf({ dumps, server }: Services, { uri }: DumpId): Promise<Summary> {
  await dumps.open(uri);
  return server.request(summaryRequest, { uri });
}

function showNoGoroutines({ uri }: DumpId, { problems: [problem] }: Summary): void {
  const why = problem?.message ?? untrusted``;
  const text = joined([untrusted`${received(fileName(uri))} has no goroutines to deduplicate.`, why], ' ');
  void window.showInformationMessage(messageText(text));
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
