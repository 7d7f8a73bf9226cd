import { TabInputText, type Uri, window, workspace } from 'vscode';
import { fileSize } from './fileSize';

/** In bytes. VS Code does not pass files of this size or more to extensions. */
export const documentSizeLimit = 50 << 20;

/** Also in package.json. */
const dumpEndings = /\.(?:dump|goroutines|gostack)$/i;

/** The file of the active tab, if it is named like a dump and too large for VS Code to pass it to extensions. */
export async function unsyncedDump(): Promise<Uri | undefined> {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof TabInputText) || !dumpEndings.test(input.uri.path)) return undefined;
  const { uri } = input;
  if (workspace.textDocuments.some((open) => open.uri.toString() === uri.toString())) return undefined;
  const size = await fileSize(uri);
  return size !== undefined && size >= documentSizeLimit ? uri : undefined;
}
