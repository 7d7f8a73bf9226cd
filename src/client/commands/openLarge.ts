import { l10n, type Uri, window } from 'vscode';
import { LSPErrorCodes } from 'vscode-languageclient';
import { openAsDump } from '../documents/openAsDump';
import type { Services } from '../services';
import { baseName, plainMessage } from '../wording';
import { showDedup } from './dedup';

/**
 * Opens a file that VS Code does not give to extensions: a large one deduplicated, a packed one and a binary profile as
 * text.
 *
 * @param file of the explorer's menu; else the user is asked
 */
export function openLarge(services: Services) {
  return async (file?: Uri): Promise<void> => {
    const [chosen] = file === undefined ? ((await choose()) ?? []) : [file];
    if (chosen === undefined) return;
    const uri = chosen.toString();
    try {
      const { text } = await services.files.open(uri);
      if (text === undefined) {
        await showDedup(services, { uri, isFile: true });
        return;
      }
      const name = `${baseName(chosen.path).replace(/(?:\.(?:gz|pb|pprof))+$/, '')}.dump`;
      const document = await openAsDump(services.files.uriOf({ source: uri }, name));
      await window.showTextDocument(document, { preview: false });
    } catch (error) {
      if ((error as { readonly code?: unknown }).code === LSPErrorCodes.RequestCancelled) return;
      const reason = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(plainMessage(reason));
    }
  };
}

async function choose(): Promise<readonly Uri[] | undefined> {
  return window.showOpenDialog({
    title: l10n.t('Open Large Goroutine Dump'),
    openLabel: l10n.t('Open'),
    filters: {
      [l10n.t('All files')]: ['*'],
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
    },
  });
}
