import { l10n, languages, window, workspace } from 'vscode';
import { languageId } from '../../protocol';

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
    const document = await workspace.openTextDocument(file);
    // Before it is shown, or it would be asked whether it is a dump.
    const dump =
      document.languageId === languageId
        ? document
        : await languages.setTextDocumentLanguage(document, languageId);
    await window.showTextDocument(dump, { preview: false });
  }
}
