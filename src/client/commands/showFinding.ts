import { window } from 'vscode';
import type { Services } from './services';

/**
 * Selects a finding in its view. If the view still shows another dump, it is refreshed first: lenses can be clicked
 * early.
 */
export function showFinding({ list, findings, findingsView }: Services) {
  return async (uri: string, id: string): Promise<void> => {
    if (list.dump?.uri !== uri) await list.refresh();
    const shown = await findings.settled();
    if (shown.kind === 'found' && shown.uri === uri && (await findingsView.reveal(id))) return;
    window.setStatusBarMessage('This finding no longer exists', 4000);
  };
}
