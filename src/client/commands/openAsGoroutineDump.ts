import { TabInputCustom, TabInputText, Uri, window, workspace } from 'vscode';
import { languageId } from '../../protocol';
import type { Services } from './services';
import { openFile } from './openFile';

/**
 * Opens files of the Explorer or of a tab as goroutine dumps.
 *
 * @param file default: the text of the active editor
 * @param selected all selected files, if `file` is one of them
 */
export function openAsGoroutineDump(services: Services) {
  return async (file?: unknown, selected?: unknown): Promise<void> => {
    const files = Array.isArray(selected) && selected.length > 0 ? selected : [file ?? activeText()];
    for (const each of files) {
      if (each instanceof Uri) await openFile(services, each);
    }
  };
}

/**
 * What the active editor shows, even if extensions cannot see its document; undefined if it is shown as a dump already.
 */
export function activeText(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof TabInputText || input instanceof TabInputCustom)) return undefined;
  const uri = input.uri.toString();
  const document = workspace.textDocuments.find((each) => each.uri.toString() === uri);
  return document?.languageId === languageId ? undefined : input.uri;
}
