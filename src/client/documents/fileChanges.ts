import { Disposable, window } from 'vscode';
import { type FileChange, fileChangedNotification } from '../../protocol';
import type { DumpServer } from '../connection/languageClient';
import { messageText } from '../text/sinks';
import { untrusted } from '../text/untrusted';
import type { ServerFiles } from '../dumps/serverFiles';
import { fileName } from '../dumps/dumpNames';
import { readFile } from '../dumps/readFile';

/**
 * Tells the user when a file has changed since the server read it. Checks when the user returns to the window or an editor.
 */
export function watchFileChanges(server: DumpServer, files: ServerFiles): Disposable {
  server.onNotification(fileChangedNotification, ({ uri, change }) => {
    void offerToRead(files, uri, change);
  });
  return Disposable.from(
    window.onDidChangeWindowState(({ focused }) => {
      if (focused) files.check();
    }),
    window.onDidChangeActiveTextEditor(() => {
      files.check();
    }),
  );
}

async function offerToRead(files: ServerFiles, uri: string, change: FileChange): Promise<void> {
  if (change === 'removed') {
    const message = untrusted`${fileName(uri)} was removed since it was read. Its dump is still shown.`;
    void window.showWarningMessage(messageText(message));
    return;
  }
  const again = 'Read Again';
  const message = untrusted`${fileName(uri)} has changed on disk since it was read.`;
  // The server then notifies everything that shows the old dump.
  if ((await window.showWarningMessage(messageText(message), again)) === again) await readFile(files, uri);
}
