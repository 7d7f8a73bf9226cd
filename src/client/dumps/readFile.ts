import { CancellationError, window } from 'vscode';
import type { OpenedFile } from '../model/answers';
import { messageText } from '../text/sinks';
import { errorText } from '../text/untrusted';
import type { ServerFiles } from './serverFiles';

/** Lets the server read a file, and shows warnings and errors to the user. Undefined if the file could not be read. */
export async function readFile(files: ServerFiles, uri: string): Promise<OpenedFile | undefined> {
  try {
    const opened = await files.read(uri);
    if (opened.warning !== undefined) void window.showWarningMessage(messageText(opened.warning));
    return opened;
  } catch (error) {
    if (!(error instanceof CancellationError)) showError(error);
    return undefined;
  }
}

export function showError(error: unknown): void {
  void window.showErrorMessage(messageText(errorText(error)));
}
