import { type Uri, window } from 'vscode';
import { fileName } from '../dumps/dumpNames';
import { labelText } from '../text/sinks';
import { received } from '../text/untrusted';
import { activeText } from './openAsGoroutineDump';
import { chooseFiles } from './chooseFiles';
import { openFile } from './openFile';
import type { Services } from './services';

const title = 'Open Goroutine Dump';

/**
 * Opens files of any name, kind and size as goroutine dumps: the text of the active editor, if it is not one yet, or files
 * that the user chooses.
 */
export function openDump(services: Services) {
  return async (): Promise<void> => {
    const text = activeText();
    const files = text === undefined ? await chooseFiles(title) : await choose(text);
    for (const file of files) await openFile(services, file);
  };
}

async function choose(text: Uri): Promise<readonly Uri[]> {
  const own = {
    label: labelText(received(fileName(text.toString()))),
    detail: 'The text of the active editor',
  };
  const others = { label: 'Other Files…', detail: 'Text, packed files and binary profiles of any size' };
  const chosen = await window.showQuickPick([own, others], {
    title,
    placeHolder: 'Choose what to open as a dump',
  });
  if (chosen === undefined) return [];
  return chosen === own ? [text] : chooseFiles(title);
}
