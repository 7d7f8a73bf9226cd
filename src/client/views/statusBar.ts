import { StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { blockedSummary, countsText, isClaimed, sumCounts } from '../../core';
import type { FindingList } from '../dumps/findingList';
import type { GroupList } from '../dumps/groupList';
import { summaryText } from '../words/wording';
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

/**
 * Says in the status bar what blocks goroutines of the active dump, if that is more than a possibility. A click leads to
 * it.
 */
export function showFindingsInStatusBar(list: FindingList): StatusBarItem {
  const item = window.createStatusBarItem('findings', StatusBarAlignment.Left, -1);
  item.name = 'Goroutine Dump Findings';
  item.command = 'goroutineDump.explain';
  list.onDidChange(() => {
    const findings = (list.found?.findings ?? []).filter(isClaimed);
    const [first] = findings;
    if (first === undefined) {
      item.hide();
      return;
    }
    const summary = blockedSummary(findings);
    item.text = `$(${first.confidence === 'proven' ? 'error' : 'warning'}) ${summary}`;
    item.tooltip = `${summary}\nShow the findings`;
    item.accessibilityInformation = { label: summary, role: 'button' };
    item.show();
  });
  return item;
}
