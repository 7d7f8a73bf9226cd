import { type Uri, window, workspace } from 'vscode';
import { LSPErrorCodes } from 'vscode-languageclient';
import { openAsDump } from '../documents/openAsDump';
import type { Services } from '../services';
import { baseName, plainMessage } from '../wording';
import { showDedup } from './dedup';

/** In bytes: VS Code hands no larger file to extensions. */
const largestDocument = 50 << 20;

const packed = /(?:\.(?:gz|pb|pprof))+$/i;

/** Opens a file as a dump, whatever its name: as a document, or from disk where VS Code would not hand it over. */
export async function openFile(services: Services, file: Uri): Promise<void> {
  if (packed.test(file.path) || (await isLarge(file))) {
    await openFromDisk(services, file);
    return;
  }
  try {
    await window.showTextDocument(await openAsDump(file), { preview: false });
  } catch {
    await openFromDisk(services, file); // a binary one, as a profile without an extension
  }
}

/** Opens a file that the server reads: a large one deduplicated, a packed one and a binary profile as text. */
export async function openFromDisk(services: Services, file: Uri): Promise<void> {
  const uri = file.toString();
  try {
    const { text } = await services.files.open(uri);
    if (text === undefined) {
      await showDedup(services, { uri, isFile: true });
      return;
    }
    const name = `${baseName(file.path).replace(packed, '')}.dump`;
    const document = await openAsDump(services.files.uriOf({ source: uri }, name));
    await window.showTextDocument(document, { preview: false });
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === LSPErrorCodes.RequestCancelled) return;
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(plainMessage(reason));
  }
}

async function isLarge(file: Uri): Promise<boolean> {
  try {
    return (await workspace.fs.stat(file)).size >= largestDocument;
  } catch {
    return false; // one that has not been saved yet
  }
}
