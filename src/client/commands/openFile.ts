import { CancellationError, Uri, window } from 'vscode';
import { fileDumpUri, packedEndings } from '../../protocol';
import { openDumpDocument } from '../dumps/openDumpDocument';
import { readFile, showError } from '../dumps/readFile';
import { fileSize } from '../dumps/fileSize';
import { documentSizeLimit } from '../dumps/unsyncedDump';
import type { Services } from './services';
import { showDedup } from './dedup';

/**
 * Opens a file of any name as a dump: as a document or, if VS Code would not pass it to extensions, from disk.
 */
export async function openFile(services: Services, file: Uri): Promise<void> {
  const size = await fileSize(file);
  if (size !== undefined && (packedEndings.test(file.path) || size >= documentSizeLimit)) {
    await openFromDisk(services, file);
    return;
  }
  await services.plainTexts.forget(file);
  try {
    await window.showTextDocument(await openDumpDocument(file), { preview: false });
  } catch (error) {
    // VS Code does not open a binary file as text, e.g. a profile without an extension. Without a size, there is no file.
    if (size === undefined) showError(error);
    else await openFromDisk(services, file);
  }
}

/** Lets the server read a file. Shows a large file deduplicated, and a small packed file or profile as text. */
export async function openFromDisk(services: Services, file: Uri): Promise<void> {
  const uri = fileDumpUri(file.toString());
  const opened = await readFile(services.files, uri);
  if (opened === undefined) return;
  try {
    if (opened.text === undefined) await showDedup(services, { uri });
    else await window.showTextDocument(await openDumpDocument(Uri.parse(uri)), { preview: false });
  } catch (error) {
    if (!(error instanceof CancellationError)) showError(error);
  }
}
