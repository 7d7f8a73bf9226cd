import { TabInputCustom, TabInputText, Uri, window } from 'vscode';
import type { Services } from './services';
import { openFile } from './openFile';

/**
 * Opens files of the Explorer as goroutine dumps.
 *
 * @param file default: the file of the active editor, even if extensions cannot see its document
 * @param selected all selected files, if `file` is one of them
 */
export function openAsGoroutineDump(services: Services) {
  return async (file?: unknown, selected?: unknown): Promise<void> => {
    const files = Array.isArray(selected) && selected.length > 0 ? selected : [file ?? activeUri()];
    for (const each of files) {
      if (each instanceof Uri) await openFile(services, each);
    }
  };
}

function activeUri(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputText || input instanceof TabInputCustom ? input.uri : undefined;
}
