import { l10n, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { GroupList } from '../groupList';
import { goroutineCount, groupCount, summaryText } from '../wording';
import { groupsViewId } from './groupsView';

/** The summary of the active dump in the status bar; a click leads to the tree. */
export function showInStatusBar(list: GroupList): StatusBarItem {
  const item = window.createStatusBarItem('summary', StatusBarAlignment.Left, 0);
  item.name = l10n.t('Goroutine Dump Summary');
  item.command = `${groupsViewId}.focus`;
  list.onDidChange(() => {
    const summary = list.dump?.summary;
    if (summary === undefined) {
      item.hide();
      return;
    }
    item.text = `$(layers) ${goroutineCount(summary.goroutines)} · ${groupCount(summary.groups)}`;
    item.tooltip = `${summaryText(summary)}\n${l10n.t('Show the groups')}`;
    item.accessibilityInformation = { label: summaryText(summary), role: 'button' };
    item.show();
  });
  return item;
}
