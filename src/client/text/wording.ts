// The wording of numbers, waits and locations, wherever the client shows them.
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

/** `4,663 goroutines · 27 groups · longest wait 36 min`; `120 of 4,663 goroutines · …` with a filter. */
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

/** Says what a section of this kind is and lacks; empty for the runtime's own text. */
export function formText(kind: SectionKind): string {
  switch (kind) {
    case 'profile':
      return 'A profile: it counts goroutines and has no ids, states or waits.';
    case 'stacks':
      return 'Stacks that a logger wrote. They belong to no particular goroutine.';
    case 'races':
      return 'Reports of the race detector, which has its own goroutine ids.';
    case 'listing':
      return 'A list of goroutines by Delve.';
    case 'goroutines':
      return '';
  }
}

/** The count of a group: of stacks or goroutines, depending on the kind of its section. */
export function countOf(count: number, kind: SectionKind | undefined): string {
  return kind === 'stacks' ? stackCount(count) : goroutineCount(count);
}

/** `semacquire`, or `812 semacquire, 8 runnable` if the states differ. */
export function statesText({ states }: Group): UntrustedText {
  const counts = [...countsByText(states)].sort((a, b) => b[1] - a[1]);
  const isOne = counts.length === 1;
  return joined(
    counts.map(([state, count]) => (isOne ? state : untrusted`${formatNumber(count)} ${state}`)),
    ', ',
  );
}

/** `3–36 min`; empty if the dump prints no wait. */
export function waitText({ waitMinutes: { min, max } }: Group): string {
  if (max === 0) return '';
  return min === max || min === 0 ? `${max} min` : `${min}–${max} min`;
}

/** `hub.go:281`; empty if the dump names no file. */
export function placeText({ file, line }: Frame): UntrustedText {
  return isEmpty(file) ? file : untrusted`${format(baseName, file)}:${line}`;
}

/** Last segment of a path with either separator. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** The name of a state class. */
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
      return 'Unknown';
  }
}

/** The name of a group key, and what goroutines of a group have in common. */
export function keyText(key: GroupKey): { readonly label: string; readonly detail: string } {
  switch (key) {
    case 'stack':
      return { label: 'Stack', detail: 'Same functions at the same lines, same creator' };
    case 'stackAndState':
      return { label: 'Stack and State', detail: 'Same stack and same state' };
    case 'functions':
      return {
        label: 'Functions',
        detail: 'Same functions at any lines; survives a rebuild',
      };
    case 'userFrame':
      return { label: 'First Frame in Your Code', detail: 'Same line of your own code' };
    case 'creator':
      return { label: 'Creator', detail: 'Started by the same go statement' };
    case 'state':
      return { label: 'State', detail: 'Same state, e.g. chan receive' };
    case 'package':
      return { label: 'Package', detail: 'Same package of the first frame in your code' };
    case 'label':
      return { label: 'Labels', detail: 'Same pprof labels' };
    case 'lock':
      return { label: 'Lock or Channel', detail: 'Waiting at the same address' };
  }
}
