import { type Disposable, type Memento, Uri, window, workspace } from 'vscode';
import type { DumpServer } from '../connection/languageClient';
import { fileName, fileOf } from '../dumps/dumpNames';
import { fileSize } from '../dumps/fileSize';
import type { GroupList } from '../dumps/groupList';
import { RememberedValues } from '../model/rememberedValues';
import { messageText } from '../text/sinks';
import { received, untrusted } from '../text/untrusted';

const answersKey = 'moduleFolders';
/** Folders above a dump among which that of its module is looked for. */
const maxDepth = 32;

/**
 * If no folder is open, lets frames lead to the source of the module whose folder contains the dump, once the user has agreed.
 *
 * @param memory of all windows, because a window without a folder has none of its own that lasts
 */
export function useModuleSource(server: DumpServer, list: GroupList, memory: Memento): Disposable {
  /** Whether the source in a folder may be used. */
  const answers = new RememberedValues<boolean>(memory, answersKey);
  const asked = new Set<string>();
  return list.onDidChange(() => {
    const { dump } = list;
    if (dump === undefined || workspace.workspaceFolders !== undefined) return;
    void (async () => {
      const file = fileOf(dump.uri);
      const folder = await moduleFolderOf(file);
      if (folder === undefined) return;
      const key = folder.toString();
      let mayUse = answers.of(key);
      if (mayUse === undefined) {
        if (asked.has(key)) return;
        asked.add(key);
        mayUse = await ask(fileName(dump.uri), folder);
        if (mayUse === undefined) return; // asked again in the next session
        await answers.set(key, mayUse);
      }
      if (mayUse) server.useSource(key);
    })();
  });
}

/** The nearest folder above the file that has a `go.mod`. Looks for nothing else, and only on disk. */
async function moduleFolderOf(file: Uri): Promise<Uri | undefined> {
  if (file.scheme !== 'file' || file.authority !== '') return undefined;
  let folder = Uri.joinPath(file, '..');
  for (let depth = 0; depth < maxDepth; depth++) {
    if ((await fileSize(Uri.joinPath(folder, 'go.mod'))) !== undefined) return folder;
    const parent = Uri.joinPath(folder, '..');
    if (parent.path === folder.path) return undefined;
    folder = parent;
  }
  return undefined;
}

/** Undefined if the user closes the notification without an answer. */
async function ask(dump: string, folder: Uri): Promise<boolean | undefined> {
  const use = 'Trust and Use Source';
  const never = 'Never for This Folder';
  const message = untrusted`${received(dump)} is in the folder of a Go module, ${received(folder.fsPath)}. Do you trust its files, and should frames lead to them?`;
  const answer = await window.showInformationMessage(messageText(message), use, never);
  return answer === undefined ? undefined : answer === use;
}
