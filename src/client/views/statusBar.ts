import { StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { countsText, sumCounts } from '../../core';
import type { GroupList } from '../dumps/groupList';
import { summaryText } from '../text/wording';
import { groupsViewId } from './groupsView';

/** Shows the summary of the active dump in the status bar. A click focuses the tree. */
export function showInStatusBar(list: GroupList): StatusBarItem {
  const item = window.createStatusBarItem('summary', StatusBarAlignment.Left, 0);
  item.name = 'Goroutine Dump Summary';
  item.command = `${groupsViewId}.focus`;
  list.onDidChange(() => {
    const { dump } = list;
    if (dump === undefined) {
      item.hide();
      return;
    }
    const all = summaryText(dump.sections);
    item.text = `$(layers) ${countsText(sumCounts(dump.sections))}`;
    item.tooltip = `${all}\nShow the groups`;
    item.accessibilityInformation = { label: all, role: 'button' };
    item.show();
  });
  return item;
}
