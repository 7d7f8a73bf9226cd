import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { shortName } from '../../core';
import { libraryFrameUri } from '../decorations/libraryFrames';
import type { Group, GroupFrame } from '../dumps/answers';
import { countsOfSection } from '../dumps/counts';
import { rowText, tooltipText } from '../text/sinks';
import { format, isEmpty, joined, untrusted, type UntrustedText } from '../text/untrusted';
import {
  countOf,
  countsText,
  formatNumber,
  formText,
  placeText,
  statesText,
  waitText,
} from '../text/wording';
import { classIcon } from './classIcon';
import {
  type SectionNode,
  type FrameNode,
  type GoroutineNode,
  type GroupNode,
  type MoreNode,
  type Node,
  type ProblemNode,
  type RaceNode,
  type RaceStackNode,
} from './nodes';

/** Also in package.json. */
export const openSelectedCommand = 'goroutineDump.openSelected';

const muted = new ThemeColor('descriptionForeground');

/** How a node is drawn. Tooltips are plain strings: they show text of the dump. */
export function treeItem(node: Node): TreeItem {
  const item = draw(node);
  item.id = node.id;
  item.contextValue = node.kind;
  return item;
}

function draw(node: Node): TreeItem {
  switch (node.kind) {
    case 'section':
      return sectionItem(node);
    case 'race':
      return raceItem(node);
    case 'raceStack':
      return raceStackItem(node);
    case 'group':
      return groupItem(node);
    case 'frame':
      return frameItem(node);
    case 'elision': {
      const item = new TreeItem(
        node.count === 0
          ? 'further frames are not in the dump'
          : `${formatNumber(node.count)} frames are not in the dump`,
      );
      item.iconPath = new ThemeIcon('ellipsis', muted);
      return item;
    }
    case 'goroutines': {
      const count = countOf(node.parent.group.count, node.parent.of);
      const item = new TreeItem(count, TreeItemCollapsibleState.Collapsed);
      item.iconPath = new ThemeIcon('list-unordered');
      return item;
    }
    case 'goroutine':
      return goroutineItem(node);
    case 'more':
      return moreItem(node);
    case 'problems': {
      const { length } = node.problems;
      const item = new TreeItem(
        length === 1 ? '1 problem in the text' : `${formatNumber(length)} problems in the text`,
        TreeItemCollapsibleState.Collapsed,
      );
      item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
      return item;
    }
    case 'problem':
      return problemItem(node);
  }
}

/** How many sections are expanded at first. */
const sectionsExpanded = 3;

function sectionItem({ summary, section, row }: SectionNode): TreeItem {
  const isOpen = row < sectionsExpanded;
  const item = new TreeItem(
    rowText(summary.title),
    isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  const place = `line ${formatNumber(summary.line + 1)}`;
  item.description = [countsText(countsOfSection(section)), place].join(' · ');
  item.tooltip = tooltipText([
    summary.title,
    untrusted`${item.description}`,
    untrusted`${formText(summary.kind)}`,
  ]).trim();
  item.iconPath = new ThemeIcon(summary.kind === 'races' ? 'warning' : 'file-code', muted);
  return item;
}

function raceItem({ race }: RaceNode): TreeItem {
  const [one, other] = race.stacks.map(({ headline }) => headline);
  const name = one === undefined ? '' : rowText(format(shortName, one.function));
  const item = new TreeItem(`Data race in ${name}`, TreeItemCollapsibleState.Expanded);
  const places = joined(
    [one, other].flatMap((frame) => (frame === undefined ? [] : placeText(frame))),
    ' ↔ ',
  );
  const times = race.count === undefined ? '' : `${formatNumber(race.count)} times`;
  item.description = rowText(joined([times, places], ' · '));
  item.tooltip = tooltipText(race.stacks.map(({ title }) => title));
  item.iconPath = new ThemeIcon('zap', new ThemeColor('charts.red'));
  return item;
}

function raceStackItem({ stack }: RaceStackNode): TreeItem {
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

function groupItem({ group, of }: GroupNode): TreeItem {
  const name = rowText(group.title ?? format(shortName, group.headline.function));
  const item = new TreeItem(`${formatNumber(group.count)} × ${name}`, TreeItemCollapsibleState.Collapsed);
  // Goroutines that have only a state or a package in common stand in many places.
  const place = group.title === undefined ? rowText(placeText(group.headline)) : '';
  item.description = rowText(joined([place, statesText(group), waitText(group)], ' · '));
  item.iconPath = classIcon(group.class);
  const count = countOf(group.count, of);
  item.tooltip = groupTooltip(group, count);
  item.accessibilityInformation = { label: groupSentence(group, count, name, place) };
  return item;
}

function groupTooltip(group: Group, count: string): string {
  const { headline, createdBy } = group;
  return tooltipText([
    ...(group.title === undefined ? [] : [group.title]),
    ...frameLines(headline),
    untrusted``,
    joined([count, statesText(group), waitText(group)], ' · '),
    ...(createdBy === undefined ? [] : [untrusted`created by ${createdBy.function}`]),
  ]);
}

function groupSentence(group: Group, count: string, name: string, place: string): string {
  const { max } = group.waitMinutes;
  const states = rowText(statesText(group));
  return [
    `${count} in ${name}`,
    ...(states === '' ? [] : [states]),
    ...(max === 0 ? [] : [max === 1 ? 'up to 1 minute' : `up to ${max} minutes`]),
    ...(place === '' ? [] : [`at ${place}`]),
  ].join(', ');
}

function frameItem({ frame, role }: FrameNode): TreeItem {
  const name = rowText(format(shortName, frame.function));
  const item = new TreeItem(role === 'createdBy' ? `created by ${name}` : name);
  const place = rowText(placeText(frame));
  item.description = place;
  if (frame.userCode) {
    item.iconPath = new ThemeIcon('symbol-method', new ThemeColor('symbolIcon.methodForeground'));
  } else {
    item.resourceUri = libraryFrameUri;
    item.iconPath = new ThemeIcon(role === 'createdBy' ? 'debug-step-out' : 'dash', muted);
  }
  item.tooltip = tooltipText(frameLines(frame));
  const sentence = place === '' ? name : `${name} at ${place}`;
  item.accessibilityInformation = {
    label: frame.userCode ? `${sentence}, your code` : sentence,
  };
  if (!isEmpty(frame.file)) {
    item.command = openCommand('Open Source');
  }
  return item;
}

/** The frame in full, as lines of a tooltip. */
function frameLines({ function: symbol, file, line }: GroupFrame): readonly UntrustedText[] {
  return isEmpty(file) ? [symbol] : [symbol, untrusted`${file}:${line}`];
}

function goroutineItem(node: GoroutineNode): TreeItem {
  const { id, count: times = 1, state, waitMinutes, labels, line } = node.goroutine;
  const name = id === undefined ? countOf(times, node.parent.parent.of) : `goroutine ${id}`;
  const item = new TreeItem(name);
  const wait = waitMinutes > 0 ? [`${waitMinutes} min`] : [];
  item.description = rowText(joined([state, ...wait, ...labels], ' · '));
  const place = `line ${formatNumber(line + 1)}`;
  item.tooltip = [item.description, place].join('\n');
  item.accessibilityInformation = {
    label: rowText(joined([name, state, ...wait, ...labels, place], ', ')),
  };
  item.iconPath = new ThemeIcon('circle-small-filled', muted);
  item.command = openCommand('Reveal in Dump');
  return item;
}

function moreItem(node: MoreNode): TreeItem {
  const item = new TreeItem('Show more…');
  item.description = `${formatNumber(node.remaining)} left`;
  item.iconPath = new ThemeIcon('ellipsis');
  item.command = openCommand('Show more…');
  return item;
}

function problemItem(node: ProblemNode): TreeItem {
  const item = new TreeItem(rowText(node.problem.message));
  item.description = `line ${formatNumber(node.problem.line + 1)}`;
  item.tooltip = tooltipText([node.problem.message]);
  item.iconPath = new ThemeIcon('circle-small-filled', muted);
  item.command = openCommand('Reveal in Dump');
  return item;
}

/**
 * Without arguments, by which VS Code would lose the command while the tree is drawn anew: the selection says which row
 * it is about.
 */
function openCommand(title: string) {
  return { command: openSelectedCommand, title };
}
