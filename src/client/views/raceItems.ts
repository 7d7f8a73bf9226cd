import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { countText, shortName } from '../../core';
import { rowText, tooltipText } from '../text/sinks';
import { format, joined } from '../text/untrusted';
import { locationText } from '../words/wording';
import { muted } from './classIcon';
import type { RaceNode, RaceStackNode } from './nodes';

export function raceItem({ race }: RaceNode): TreeItem {
  const [one, other] = race.stacks.map(({ headline }) => headline);
  const name = one === undefined ? '' : rowText(format(shortName, one.function));
  const item = new TreeItem(`Data race in ${name}`, TreeItemCollapsibleState.Expanded);
  const places = joined(
    [one, other].flatMap((frame) => (frame === undefined ? [] : locationText(frame))),
    ' ↔ ',
  );
  const timesText = race.count === undefined ? '' : countText(race.count, 'time');
  item.description = rowText(joined([timesText, places], ' · '));
  item.tooltip = tooltipText(race.stacks.map(({ title }) => title));
  item.iconPath = new ThemeIcon('zap', new ThemeColor('charts.red'));
  return item;
}

export function raceStackItem({ stack }: RaceStackNode): TreeItem {
  const isAccess = stack.role === 'access';
  const item = new TreeItem(
    rowText(stack.title),
    stack.frames.length === 0
      ? TreeItemCollapsibleState.None
      : isAccess
        ? TreeItemCollapsibleState.Expanded
        : TreeItemCollapsibleState.Collapsed,
  );
  item.description = stack.frames.length === 0 ? 'its stack could not be restored' : '';
  const access = /read/i.test(rowText(stack.title)) ? 'eye' : 'edit';
  item.iconPath = new ThemeIcon(isAccess ? access : 'debug-step-out', muted);
  return item;
}
