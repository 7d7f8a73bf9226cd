import { l10n, window } from 'vscode';
import { openAsDump } from '../documents/openAsDump';

/** Opens files that the user chooses as goroutine dumps, whatever their names. */
export async function openDump(): Promise<void> {
  const files = await window.showOpenDialog({
    canSelectMany: true,
    title: l10n.t('Open Goroutine Dump'),
    openLabel: l10n.t('Open'),
    filters: {
      [l10n.t('Goroutine dumps')]: ['dump', 'goroutines', 'gostack', 'txt', 'log'],
      [l10n.t('All files')]: ['*'],
    },
  });
  for (const file of files ?? []) {
    await window.showTextDocument(await openAsDump(file), { preview: false });
  }
}
