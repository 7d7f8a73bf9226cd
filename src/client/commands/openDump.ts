import { l10n, TabInputCustom, TabInputText, Uri, window } from 'vscode';
import type { Services } from '../services';
import { openFile, openFromDisk } from './openFile';

/** Opens files that the user chooses as goroutine dumps, whatever their names. */
export function openDump(services: Services) {
  return async (): Promise<void> => {
    for (const file of await choose(l10n.t('Open Goroutine Dump'))) await openFile(services, file);
  };
}

/** Opens files that the user chooses as VS Code would open large ones for no extension: read by the server. */
export function openLarge(services: Services) {
  return async (): Promise<void> => {
    for (const file of await choose(l10n.t('Open Large Goroutine Dump'))) await openFromDisk(services, file);
  };
}

/**
 * Opens a file of the explorer as a goroutine dump.
 *
 * @param file default: that of the active editor, which may be one that extensions do not see
 */
export function openThisAsDump(services: Services) {
  return async (file?: unknown): Promise<void> => {
    const uri = file instanceof Uri ? file : activeUri();
    if (uri !== undefined) await openFile(services, uri);
  };
}

function activeUri(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputText || input instanceof TabInputCustom ? input.uri : undefined;
}

async function choose(title: string): Promise<readonly Uri[]> {
  const files = await window.showOpenDialog({
    canSelectMany: true,
    title,
    openLabel: l10n.t('Open'),
    filters: {
      [l10n.t('Goroutine dumps and profiles')]: [
        'dump',
        'goroutines',
        'gostack',
        'txt',
        'log',
        'gz',
        'pb',
        'pprof',
      ],
      [l10n.t('All files')]: ['*'],
    },
  });
  return files ?? [];
}
