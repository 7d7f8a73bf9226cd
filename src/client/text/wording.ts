// How numbers, waits and places read, wherever the client shows them.
import { env, l10n } from 'vscode';
import type { SectionKind, StateClass } from '../../core';
import type { Group, Frame, GroupKey } from '../../protocol';
import type { Count, Counts } from '../dumps/counts';

export function formatNumber(value: number): string {
  return value.toLocaleString(env.language);
}

export function goroutineCount(count: number): string {
  return count === 1 ? l10n.t('1 goroutine') : l10n.t('{0} goroutines', formatNumber(count));
}

export function groupCount(count: number): string {
  return count === 1 ? l10n.t('1 group') : l10n.t('{0} groups', formatNumber(count));
}

function stackCount(count: number): string {
  return count === 1 ? l10n.t('1 stack') : l10n.t('{0} stacks', formatNumber(count));
}

function raceCount(count: number): string {
  return count === 1 ? l10n.t('1 data race') : l10n.t('{0} data races', formatNumber(count));
}

/** `4,663 goroutines · 27 groups · longest wait 36 min`; `120 of 4,663 goroutines · …` where some are left out. */
export function countsText({ goroutines, stacks, groups, races, longestWait }: Counts): string {
  return [
    ...(goroutines.all > 0 ? [countText(goroutines, goroutineCount)] : []),
    ...(stacks.all > 0 ? [countText(stacks, stackCount)] : []),
    ...(groups.all > 0 ? [countText(groups, groupCount)] : []),
    ...(races.all > 0 ? [countText(races, raceCount)] : []),
    ...(longestWait > 0 ? [l10n.t('longest wait {0} min', longestWait)] : []),
  ].join(' · ');
}

function countText({ shown, all }: Count, text: (count: number) => string): string {
  return shown === all ? text(all) : l10n.t('{0} of {1}', formatNumber(shown), text(all));
}

/** What a dump of the kind is, and lacks, for those that are not the runtime's own text. */
export function formText(kind: SectionKind): string {
  switch (kind) {
    case 'profile':
      return l10n.t('A profile: it counts goroutines, and has no ids, states or waits.');
    case 'stacks':
      return l10n.t('Stacks that a logger wrote: of no goroutines in particular.');
    case 'races':
      return l10n.t('Reports of the race detector, whose goroutine ids are its own.');
    case 'listing':
      return l10n.t('A listing of Delve.');
    case 'goroutines':
      return '';
  }
}

/** How many a group has, of what its dump consists of. */
export function countOf(count: number, kind: SectionKind | undefined): string {
  return kind === 'stacks' ? stackCount(count) : goroutineCount(count);
}

/** `semacquire`, or `812 semacquire, 8 runnable` where they differ. */
export function statesText({ states }: Group): string {
  const counts = Object.entries(states).sort((a, b) => b[1] - a[1]);
  if (counts.length === 0) return '';
  if (counts.length === 1) return counts[0]![0];
  return counts.map(([state, count]) => `${formatNumber(count)} ${state}`).join(', ');
}

/** `3–36 min`; empty where the dump prints no wait. */
export function waitText({ waitMinutes: { min, max } }: Group): string {
  if (max === 0) return '';
  return min === max || min === 0 ? l10n.t('{0} min', max) : l10n.t('{0}–{1} min', min, max);
}

/** `hub.go:281`; empty where the dump names no file. */
export function placeText({ file, line }: Frame): string {
  return file === '' ? '' : `${baseName(file)}:${line}`;
}

/** Last part of a path with either separator. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Longest text of a dump in a message or in a row of the tree, in UTF-16 units. */
const longest = 300;

export function clip(text: string, length = longest): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

/**
 * Text of a dump for a message. Messages make links, of commands too, from `[title](address)`: what a dump has of
 * that kind stays text.
 */
export function plainMessage(text: string): string {
  return clip(text.replaceAll('](', '] ('), 2 * longest);
}

/** What is meant by a class of states, to choose by. */
export function classText(stateClass: StateClass): string {
  switch (stateClass) {
    case 'running':
      return l10n.t('Running');
    case 'lock':
      return l10n.t('Lock');
    case 'channel':
      return l10n.t('Channel');
    case 'select':
      return l10n.t('Select');
    case 'io':
      return l10n.t('I/O');
    case 'syscall':
      return l10n.t('System call');
    case 'sleep':
      return l10n.t('Sleep');
    case 'runtime':
      return l10n.t('Runtime');
    case 'idle':
      return l10n.t('Idle');
    case 'unknown':
      return l10n.t('Not Known');
  }
}

/** What goroutines of a group have in common, to choose by. */
export function keyText(key: GroupKey): { readonly label: string; readonly detail: string } {
  switch (key) {
    case 'stack':
      return { label: l10n.t('Stack'), detail: l10n.t('Same functions at the same lines, same creator') };
    case 'stackAndState':
      return { label: l10n.t('Stack and State'), detail: l10n.t('Same stack, waiting for the same') };
    case 'functions':
      return {
        label: l10n.t('Functions'),
        detail: l10n.t('Same functions at any lines: survives a rebuild'),
      };
    case 'userFrame':
      return { label: l10n.t('First Frame in Your Code'), detail: l10n.t('Same place in your own code') };
    case 'creator':
      return { label: l10n.t('Creator'), detail: l10n.t('Started by the same go statement') };
    case 'state':
      return { label: l10n.t('State'), detail: l10n.t('Waiting for the same, e.g. chan receive') };
    case 'package':
      return { label: l10n.t('Package'), detail: l10n.t('Same package of the first frame in your code') };
    case 'label':
      return { label: l10n.t('Labels'), detail: l10n.t('Same pprof labels') };
    case 'lock':
      return { label: l10n.t('Lock or Channel'), detail: l10n.t('Waiting at the same address') };
  }
}
