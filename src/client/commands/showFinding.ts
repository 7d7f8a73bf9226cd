import { window } from 'vscode';
import type { Services } from '../services';

/** Selects a finding in its view. A lens can be clicked while the view still shows those of another dump. */
export function showFinding({ list, findings, findingsView }: Services) {
  return async (uri: string, id: string): Promise<void> => {
    if (list.dump?.uri !== uri) await list.refresh();
    const shown = await findings.settled();
    if (shown.kind === 'found' && shown.uri === uri && (await findingsView.reveal(id))) return;
    window.setStatusBarMessage('This finding is no longer there', 4000);
  };
}
