import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { countText, numberText, partText, shortName, spokenWaitText, statesText, waitText } from '../../core';
import { libraryFrameUri } from '../decorations/libraryFrames';
import type { Group, GroupFrame } from '../model/answers';
import { rowText, tooltipText } from '../text/sinks';
import { countsByText, format, isEmpty, joined, untrusted, type UntrustedText } from '../text/untrusted';
import {
  formText,
  groupCountText,
  nounOf,
  locationText,
  ownerText,
  sharedText,
  stateAndWait,
  summaryText,
} from '../words/wording';
import { classIcon, muted } from './classIcon';
import {
  type BackgroundNode,
  type CandidatesNode,
  type SectionNode,
  type FrameNode,
  type GoroutineNode,
  type GroupNode,
  type MoreNode,
  type Node,
  type ProblemNode,
} from './nodes';
import { raceItem, raceStackItem } from './raceItems';

/** Also in package.json. */
export const openSelectedCommand = 'goroutineDump.openSelected';

/** The tree item of a node. Tooltips are plain strings, because they show text of the dump. */
export function treeItem(node: Node): TreeItem {
  const item = draw(node);
  item.id = node.id;
  // Otherwise, a screen reader reads the tooltip, or the label without the description.
  const texts = [item.label, item.description].filter((text) => typeof text === 'string');
  const label = texts.filter((text) => text !== '').join(', ');
  item.accessibilityInformation ??= { label };
  // Only a whole group can be hidden.
  item.contextValue = node.kind === 'group' && isPart(node) ? 'part' : node.kind;
  return item;
}

function isPart({ parent }: GroupNode): boolean {
  return parent?.kind === 'group' || parent?.kind === 'candidates';
}

function draw(node: Node): TreeItem {
  switch (node.kind) {
    case 'section':
      return sectionItem(node);
    case 'race':
      return raceItem(node);
    case 'raceStack':
      return raceStackItem(node);
    case 'background':
      return backgroundItem(node);
    case 'candidates':
      return candidatesItem(node);
    case 'group':
      return groupItem(node);
    case 'frame':
      return frameItem(node);
    case 'elision': {
      const item = new TreeItem(
        node.count === 0
          ? 'further frames are not in the dump'
          : `${numberText(node.count)} frames are not in the dump`,
      );
      item.iconPath = new ThemeIcon('ellipsis', muted);
      return item;
    }
    case 'goroutines': {
      const count = groupCountText(node.parent.group, node.parent.of);
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
        `${countText(length, 'problem')} in the text`,
        TreeItemCollapsibleState.Collapsed,
      );
      item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
      return item;
    }
    case 'problem':
      return problemItem(node);
  }
}

/** Number of sections that are expanded at first. */
const expandedSections = 3;

function sectionItem({ summary, section, row }: SectionNode): TreeItem {
  const isOpen = row < expandedSections;
  const item = new TreeItem(
    rowText(summary.title),
    isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  const place = `line ${numberText(summary.line + 1)}`;
  item.description = rowText(joined([summaryText([section]), place, summary.time ?? ''], ' · '));
  item.tooltip = tooltipText([
    summary.title,
    untrusted`${item.description}`,
    untrusted`${formText(summary.kind)}`,
  ]).trim();
  item.iconPath = new ThemeIcon(summary.kind === 'races' ? 'warning' : 'file-code', muted);
  return item;
}

function backgroundItem({ background, of, groups, isOpen }: BackgroundNode): TreeItem {
  const isIdle = background === 'idle';
  const name = isIdle ? 'Idle by design' : 'Go runtime';
  const item = new TreeItem(
    name,
    isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const goroutines = countText(total, nounOf(of));
  const rows = countText(groups.length, 'group');
  const counts = `${goroutines} · ${rows}`;
  item.description = counts;
  item.tooltip = [
    isIdle
      ? 'These wait for work from outside, such as connections, requests and signals. A program that hangs is rarely their fault.'
      : 'These are part of the Go runtime, such as the workers of the garbage collector.',
    counts,
  ].join('\n');
  item.accessibilityInformation = { label: `${name}, ${goroutines}, ${rows}` };
  item.iconPath = new ThemeIcon(isIdle ? 'watch' : 'gear', muted);
  return item;
}

function candidatesItem({ groups, parent: { group } }: CandidatesNode): TreeItem {
  const item = new TreeItem('May hold it', TreeItemCollapsibleState.Expanded);
  const stacks = countText(groups.length, 'stack');
  item.description = stacks;
  item.tooltip = tooltipText([
    joined(['These have ', ownerText(group), ' among their arguments, and do not wait for its lock.'], ''),
  ]);
  item.accessibilityInformation = { label: `May hold the lock, ${stacks}` };
  item.iconPath = new ThemeIcon('question', muted);
  return item;
}

function groupItem({ group, of }: GroupNode): TreeItem {
  const name = rowText(joined([group.wait, group.narrowName ?? group.name], ' · '));
  const { count, fullCount = count } = group;
  const item = new TreeItem(`${partText(count, fullCount)} × ${name}`, TreeItemCollapsibleState.Collapsed);
  const id = group.goroutine === undefined ? '' : `goroutine ${group.goroutine}`;
  const isOfStack = group.title === undefined;
  // Goroutines that share only a state or a package are at many lines.
  const place = isOfStack ? rowText(locationText(group.headline)) : '';
  const { groups: parts } = group;
  const stacks = parts === undefined || parts[0]?.key === 'role' ? '' : countText(parts.length, 'stack');
  const address = group.key === 'lock' && group.title !== group.name ? (group.title ?? '') : '';
  const isState = group.key === 'state';
  const wait = isOfStack || isState ? waitText(group.waitMinutes) : stateAndWait(group);
  item.description = rowText(joined([id, stacks, wait, place, address], ' · '));
  item.iconPath = classIcon(group.class);
  const counted = groupCountText(group, of);
  item.tooltip = groupTooltip(group, counted);
  item.accessibilityInformation = { label: groupSentence(group, counted, place) };
  return item;
}

function groupTooltip(group: Group, count: string): string {
  const { key, name, title, headline, createdBy, background } = group;
  const isOneStack = group.groups === undefined;
  return tooltipText([
    // In full, because a narrow side bar cuts it.
    joined([group.wait, name], ' · '),
    ...(title === undefined ? [] : [untrusted``, title]),
    ...(key === 'lock' && name !== title ? [untrusted`of ${ownerText(group)}`] : []),
    // Of many stacks, one would say nothing about the others.
    ...(isOneStack ? [untrusted``, ...frameLines(headline)] : []),
    ...(background === undefined ? [] : [untrusted``, background.reason]),
    untrusted``,
    joined([count, stateAndWait(group)], ' · '),
    ...(createdBy === undefined || !isOneStack ? [] : [untrusted`created by ${createdBy.function}`]),
  ]);
}

function groupSentence(group: Group, count: string, place: string): string {
  const name = rowText(sharedText(group));
  const id = group.goroutine === undefined ? '' : `goroutine ${group.goroutine}`;
  const states = rowText(format(statesText, countsByText(group.states)));
  const at = place === '' ? '' : `at ${place}`;
  return [`${count} ${name}`, id, states, spokenWaitText(group.waitMinutes), at].filter(Boolean).join(', ');
}

function frameItem({ frame, role }: FrameNode): TreeItem {
  const own = rowText(format(shortName, frame.function));
  const name = role === 'createdBy' ? `created by ${own}` : own;
  const item = new TreeItem(name);
  const place = rowText(locationText(frame));
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
    label: `${sentence}, ${frame.userCode ? 'your code' : frame.runtime ? 'Go runtime' : 'library'}`,
  };
  if (!isEmpty(frame.file)) {
    item.command = openCommand('Open Source');
  }
  return item;
}

/** The tooltip lines of a frame. */
function frameLines({ function: symbol, file, line }: GroupFrame): readonly UntrustedText[] {
  return isEmpty(file) ? [symbol] : [symbol, untrusted`${file}:${line}`];
}

function goroutineItem(node: GoroutineNode): TreeItem {
  const { id, count = 1, state, waitMinutes, labels, line } = node.goroutine;
  const name = id === undefined ? countText(count, nounOf(node.parent.parent.of)) : `goroutine ${id}`;
  const item = new TreeItem(name);
  const wait = waitText({ min: waitMinutes, max: waitMinutes });
  item.description = rowText(joined([state, wait, ...labels], ' · '));
  const place = `line ${numberText(line + 1)}`;
  item.tooltip = [item.description, place].join('\n');
  item.accessibilityInformation = {
    label: rowText(joined([name, state, wait, ...labels, place], ', ')),
  };
  item.iconPath = new ThemeIcon('circle-small-filled', muted);
  item.command = openCommand('Reveal in Dump');
  return item;
}

function moreItem(node: MoreNode): TreeItem {
  const item = new TreeItem('Show more…');
  item.description = `${numberText(node.remaining)} left`;
  item.iconPath = new ThemeIcon('ellipsis');
  item.command = openCommand('Show more…');
  return item;
}

function problemItem(node: ProblemNode): TreeItem {
  const item = new TreeItem(rowText(node.problem.message));
  item.description = `line ${numberText(node.problem.line + 1)}`;
  item.tooltip = tooltipText([node.problem.message]);
  item.iconPath = new ThemeIcon('circle-small-filled', muted);
  item.command = openCommand('Reveal in Dump');
  return item;
}

/**
 * A command without arguments, which apply to the selected row: VS Code loses commands with arguments while the tree is
 * rendered again.
 */
function openCommand(title: string) {
  return { command: openSelectedCommand, title };
}
