import { StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { countsOf } from '../dumps/counts';
import type { GroupList } from '../dumps/groupList';
import { countsText } from '../text/wording';
import { groupsViewId } from './groupsView';

/** The summary of the active dump in the status bar; a click leads to the tree. */
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
    const counts = countsOf(dump);
    const all = countsText(counts);
    item.text = `$(layers) ${countsText({ ...counts, longestWait: 0 })}`;
    item.tooltip = `${all}\nShow the groups`;
    item.accessibilityInformation = { label: all, role: 'button' };
    item.show();
  });
  return item;
}
