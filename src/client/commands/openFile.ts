import { CancellationError, type Uri, window, workspace } from 'vscode';
import { openDumpDocument } from '../documents/openDumpDocument';
import type { Services } from '../services';
import { messageText } from '../text/sinks';
import { errorText } from '../text/untrusted';
import { baseName } from '../text/wording';
import { showDedup } from './dedup';

/** In bytes: VS Code hands no larger file to extensions. */
const largestDocument = 50 << 20;

const packed = /(?:\.(?:gz|pb|pprof))+$/i;

/** Opens a file as a dump, whatever its name: as a document, or from disk where VS Code would not hand it over. */
export async function openFile(services: Services, file: Uri): Promise<void> {
  const size = await sizeOf(file);
  if (size !== undefined && (packed.test(file.path) || size >= largestDocument)) {
    await openFromDisk(services, file);
    return;
  }
  try {
    await window.showTextDocument(await openDumpDocument(file), { preview: false });
  } catch (error) {
    // A binary one, as a profile without an extension, which VS Code gives nobody as text; else there is none.
    if (size === undefined) showError(error);
    else await openFromDisk(services, file);
  }
}

/** Opens a file that the server reads: a large one deduplicated, a packed one and a binary profile as text. */
export async function openFromDisk(services: Services, file: Uri): Promise<void> {
  const uri = file.toString();
  try {
    const { text, warning } = await services.files.open(uri);
    if (warning !== undefined) void window.showWarningMessage(messageText(warning));
    if (text === undefined) {
      await showDedup(services, { uri, isFile: true });
      return;
    }
    const name = `${baseName(file.path).replace(packed, '')}.dump`;
    const document = await openDumpDocument(services.files.uriOf({ source: uri }, name));
    await window.showTextDocument(document, { preview: false });
  } catch (error) {
    if (!(error instanceof CancellationError)) showError(error);
  }
}

function showError(error: unknown): void {
  void window.showErrorMessage(messageText(errorText(error)));
}

/** In bytes; undefined for a file that is not there, or has not been saved yet. */
async function sizeOf(file: Uri): Promise<number | undefined> {
  try {
    return (await workspace.fs.stat(file)).size;
  } catch {
    return undefined;
  }
}
