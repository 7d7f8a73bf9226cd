import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { shortName } from '../../core';
import type { Group } from '../../protocol';
import { libraryFrameUri } from '../decorations/libraryFrames';
import { countsOfSection } from '../dumps/counts';
import {
  clip,
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

/** In UTF-16 units. */
const longestTooltip = 2000;
const muted = new ThemeColor('descriptionForeground');

/** How a node is drawn. Tooltips are plain strings: they show text of the dump. */
export function treeItem(node: Node): TreeItem {
  const item = draw(node);
  item.id = node.id;
  item.contextValue = node.kind;
  if (typeof item.tooltip === 'string') item.tooltip = clip(item.tooltip, longestTooltip);
  if (typeof item.description === 'string') item.description = clip(item.description);
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
          ? l10n.t('further frames are not in the dump')
          : l10n.t('{0} frames are not in the dump', formatNumber(node.count)),
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
        length === 1
          ? l10n.t('1 problem in the text')
          : l10n.t('{0} problems in the text', formatNumber(length)),
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
    clip(summary.title),
    isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  const place = l10n.t('line {0}', formatNumber(summary.line + 1));
  item.description = [countsText(countsOfSection(section)), place].join(' · ');
  item.tooltip = [summary.title, item.description, formText(summary.kind)].join('\n').trim();
  item.iconPath = new ThemeIcon(summary.kind === 'races' ? 'warning' : 'file-code', muted);
  return item;
}

function raceItem({ race }: RaceNode): TreeItem {
  const [one, other] = race.stacks.map(({ headline }) => headline);
  const name = one === undefined ? '' : clip(shortName(one.function));
  const item = new TreeItem(l10n.t('Data race in {0}', name), TreeItemCollapsibleState.Expanded);
  const places = [one, other].flatMap((frame) => (frame === undefined ? [] : placeText(frame))).join(' ↔ ');
  const times = race.count === undefined ? '' : l10n.t('{0} times', formatNumber(race.count));
  item.description = [times, places].filter(Boolean).join(' · ');
  item.tooltip = race.stacks.map(({ title }) => title).join('\n');
  item.iconPath = new ThemeIcon('zap', new ThemeColor('charts.red'));
  return item;
}

function raceStackItem({ stack }: RaceStackNode): TreeItem {
  const isAccess = stack.role === 'access';
  const item = new TreeItem(
    clip(stack.title),
    stack.frames.length === 0
      ? TreeItemCollapsibleState.None
      : isAccess
        ? TreeItemCollapsibleState.Expanded
        : TreeItemCollapsibleState.Collapsed,
  );
  item.description = stack.frames.length === 0 ? l10n.t('its stack could not be restored') : '';
  const access = /read/i.test(stack.title) ? 'eye' : 'edit';
  item.iconPath = new ThemeIcon(isAccess ? access : 'debug-step-out', muted);
  return item;
}

function groupItem({ group, of }: GroupNode): TreeItem {
  const name = clip(group.title ?? shortName(group.headline.function));
  const item = new TreeItem(`${formatNumber(group.count)} × ${name}`, TreeItemCollapsibleState.Collapsed);
  // Goroutines that have only a state or a package in common stand in many places.
  const place = group.title === undefined ? placeText(group.headline) : '';
  item.description = [place, statesText(group), waitText(group)].filter(Boolean).join(' · ');
  item.iconPath = classIcon(group.class);
  const count = countOf(group.count, of);
  item.tooltip = groupTooltip(group, count);
  item.accessibilityInformation = { label: groupSentence(group, count, name, place) };
  return item;
}

function groupTooltip(group: Group, count: string): string {
  const { headline, createdBy } = group;
  return [
    ...(group.title === undefined ? [] : [group.title]),
    headline.function,
    ...(headline.file === '' ? [] : [`${headline.file}:${headline.line}`]),
    '',
    [count, statesText(group), waitText(group)].filter(Boolean).join(' · '),
    ...(createdBy === undefined ? [] : [l10n.t('created by {0}', createdBy.function)]),
  ].join('\n');
}

function groupSentence(group: Group, count: string, name: string, place: string): string {
  const { max } = group.waitMinutes;
  return [
    l10n.t('{0} in {1}', count, name),
    ...(statesText(group) === '' ? [] : [statesText(group)]),
    ...(max === 0 ? [] : [max === 1 ? l10n.t('up to 1 minute') : l10n.t('up to {0} minutes', max)]),
    ...(place === '' ? [] : [l10n.t('at {0}', place)]),
  ].join(', ');
}

function frameItem({ frame, role }: FrameNode): TreeItem {
  const name = clip(shortName(frame.function));
  const item = new TreeItem(role === 'createdBy' ? l10n.t('created by {0}', name) : name);
  const place = placeText(frame);
  item.description = place;
  if (frame.userCode) {
    item.iconPath = new ThemeIcon('symbol-method', new ThemeColor('symbolIcon.methodForeground'));
  } else {
    item.resourceUri = libraryFrameUri;
    item.iconPath = new ThemeIcon(role === 'createdBy' ? 'debug-step-out' : 'dash', muted);
  }
  item.tooltip = frame.file === '' ? frame.function : `${frame.function}\n${frame.file}:${frame.line}`;
  const sentence = place === '' ? name : l10n.t('{0} at {1}', name, place);
  item.accessibilityInformation = {
    label: frame.userCode ? l10n.t('{0}, your code', sentence) : sentence,
  };
  if (frame.file !== '') {
    item.command = openCommand(l10n.t('Open Source'));
  }
  return item;
}

function goroutineItem(node: GoroutineNode): TreeItem {
  const { id, count: times = 1, state, waitMinutes, labels, line } = node.goroutine;
  const name = id === undefined ? countOf(times, node.parent.parent.of) : l10n.t('goroutine {0}', id);
  const item = new TreeItem(name);
  const wait = waitMinutes > 0 ? [l10n.t('{0} min', waitMinutes)] : [];
  item.description = [state, ...wait, ...labels].filter(Boolean).join(' · ');
  const place = l10n.t('line {0}', formatNumber(line + 1));
  item.tooltip = [item.description, place].join('\n');
  item.accessibilityInformation = {
    label: [name, state, ...wait, ...labels, place].filter(Boolean).join(', '),
  };
  item.iconPath = new ThemeIcon('circle-small-filled', muted);
  item.command = openCommand(l10n.t('Reveal in Dump'));
  return item;
}

function moreItem(node: MoreNode): TreeItem {
  const item = new TreeItem(l10n.t('Show more…'));
  item.description = l10n.t('{0} left', formatNumber(node.remaining));
  item.iconPath = new ThemeIcon('ellipsis');
  item.command = openCommand(l10n.t('Show more…'));
  return item;
}

function problemItem(node: ProblemNode): TreeItem {
  const item = new TreeItem(node.problem.message);
  item.description = l10n.t('line {0}', formatNumber(node.problem.line + 1));
  item.tooltip = node.problem.message;
  item.iconPath = new ThemeIcon('circle-small-filled', muted);
  item.command = openCommand(l10n.t('Reveal in Dump'));
  return item;
}

/**
 * Without arguments, by which VS Code would lose the command while the tree is drawn anew: the selection says which row
 * it is about.
 */
function openCommand(title: string) {
  return { command: openSelectedCommand, title };
}
