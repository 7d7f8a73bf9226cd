import { window } from 'vscode';
import { isClaimed } from '../dumps/findingList';
import type { Services } from '../services';

/** Shows who blocks whom in the active dump: the most certain finding, or in words that there is none. */
export function explainDump({ findings, findingsView }: Services) {
  return async (): Promise<void> => {
    await findingsView.open();
    const shown = await findings.settled();
    await findingsView.focus();
    if (shown.kind === 'found' && !shown.findings.some(isClaimed)) {
      window.setStatusBarMessage('Nothing was found that certainly blocks goroutines', 8000);
    }
  };
}

/** Looks for findings again, e.g. after the user has cancelled it. */
export function findAgain({ findings }: Services) {
  return () => findings.refresh();
}
