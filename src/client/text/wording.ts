// How numbers, waits and places read, wherever the client shows them.
import { env } from 'vscode';
import type { SectionKind, StateClass } from '../../core';
import type { GroupKey } from '../../protocol';
import type { Frame, Group } from '../dumps/answers';
import type { Count, Counts } from '../dumps/counts';
import { countsByText, format, isEmpty, joined, untrusted, type UntrustedText } from './untrusted';

export function formatNumber(value: number): string {
  return value.toLocaleString(env.language);
}

export function goroutineCount(count: number): string {
  return count === 1 ? '1 goroutine' : `${formatNumber(count)} goroutines`;
}

export function groupCount(count: number): string {
  return count === 1 ? '1 group' : `${formatNumber(count)} groups`;
}

function stackCount(count: number): string {
  return count === 1 ? '1 stack' : `${formatNumber(count)} stacks`;
}

function raceCount(count: number): string {
  return count === 1 ? '1 data race' : `${formatNumber(count)} data races`;
}

/** `4,663 goroutines · 27 groups · longest wait 36 min`; `120 of 4,663 goroutines · …` where some are left out. */
export function countsText({ goroutines, stacks, groups, races, longestWait }: Counts): string {
  return [
    ...(goroutines.all > 0 ? [countText(goroutines, goroutineCount)] : []),
    ...(stacks.all > 0 ? [countText(stacks, stackCount)] : []),
    ...(groups.all > 0 ? [countText(groups, groupCount)] : []),
    ...(races.all > 0 ? [countText(races, raceCount)] : []),
    ...(longestWait > 0 ? [`longest wait ${longestWait} min`] : []),
  ].join(' · ');
}

function countText({ shown, all }: Count, text: (count: number) => string): string {
  return shown === all ? text(all) : `${formatNumber(shown)} of ${text(all)}`;
}

/** What a dump of the kind is, and lacks, for those that are not the runtime's own text. */
export function formText(kind: SectionKind): string {
  switch (kind) {
    case 'profile':
      return 'A profile: it counts goroutines, and has no ids, states or waits.';
    case 'stacks':
      return 'Stacks that a logger wrote: of no goroutines in particular.';
    case 'races':
      return 'Reports of the race detector, whose goroutine ids are its own.';
    case 'listing':
      return 'A listing of Delve.';
    case 'goroutines':
      return '';
  }
}

/** How many a group has, of what its dump consists of. */
export function countOf(count: number, kind: SectionKind | undefined): string {
  return kind === 'stacks' ? stackCount(count) : goroutineCount(count);
}

/** `semacquire`, or `812 semacquire, 8 runnable` where they differ. */
export function statesText({ states }: Group): UntrustedText {
  const counts = [...countsByText(states)].sort((a, b) => b[1] - a[1]);
  const isOne = counts.length === 1;
  return joined(
    counts.map(([state, count]) => (isOne ? state : untrusted`${formatNumber(count)} ${state}`)),
    ', ',
  );
}

/** `3–36 min`; empty where the dump prints no wait. */
export function waitText({ waitMinutes: { min, max } }: Group): string {
  if (max === 0) return '';
  return min === max || min === 0 ? `${max} min` : `${min}–${max} min`;
}

/** `hub.go:281`; empty where the dump names no file. */
export function placeText({ file, line }: Frame): UntrustedText {
  return isEmpty(file) ? file : untrusted`${format(baseName, file)}:${line}`;
}

/** Last part of a path with either separator. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** What is meant by a class of states, to choose by. */
export function classText(stateClass: StateClass): string {
  switch (stateClass) {
    case 'running':
      return 'Running';
    case 'lock':
      return 'Lock';
    case 'channel':
      return 'Channel';
    case 'select':
      return 'Select';
    case 'io':
      return 'I/O';
    case 'syscall':
      return 'System call';
    case 'sleep':
      return 'Sleep';
    case 'runtime':
      return 'Runtime';
    case 'idle':
      return 'Idle';
    case 'unknown':
      return 'Not Known';
  }
}

/** What goroutines of a group have in common, to choose by. */
export function keyText(key: GroupKey): { readonly label: string; readonly detail: string } {
  switch (key) {
    case 'stack':
      return { label: 'Stack', detail: 'Same functions at the same lines, same creator' };
    case 'stackAndState':
      return { label: 'Stack and State', detail: 'Same stack, waiting for the same' };
    case 'functions':
      return {
        label: 'Functions',
        detail: 'Same functions at any lines: survives a rebuild',
      };
    case 'userFrame':
      return { label: 'First Frame in Your Code', detail: 'Same place in your own code' };
    case 'creator':
      return { label: 'Creator', detail: 'Started by the same go statement' };
    case 'state':
      return { label: 'State', detail: 'Waiting for the same, e.g. chan receive' };
    case 'package':
      return { label: 'Package', detail: 'Same package of the first frame in your code' };
    case 'label':
      return { label: 'Labels', detail: 'Same pprof labels' };
    case 'lock':
      return { label: 'Lock or Channel', detail: 'Waiting at the same address' };
  }
}
