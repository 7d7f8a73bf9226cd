import { window } from 'vscode';
import { isClaimed } from '../../core';
import type { Services } from './services';

/** Opens the findings of the active dump, at the most certain one. Says so if there are no more than possible ones. */
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

/** Requests the findings again, e.g. after the user has cancelled the request. */
export function findAgain({ findings }: Services) {
  return () => findings.refresh();
}
