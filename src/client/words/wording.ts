// Wording that only the client uses. Wording that the server shares is in src/core/text.
import {
  countsText,
  countText,
  fileAndLine,
  type Noun,
  partCountText,
  type SectionKind,
  statesText,
  sumCounts,
  waitText,
} from '../../core';
import type { GroupKey } from '../../protocol';
import type { Frame, Group, Summary } from '../model/answers';
import { longestWait } from '../model/counts';
import type { ShownSection } from '../model/shownDump';
import { countsByText, format, joined, untrusted, type UntrustedText } from '../text/untrusted';

/** `4,663 goroutines · 27 groups · longest wait 36 min`; `120 of 4,663 goroutines · …` with a filter. */
export function summaryText(sections: readonly ShownSection[]): string {
  const longest = longestWait(sections);
  const wait = longest > 0 ? [`longest wait ${waitText({ min: longest, max: longest })}`] : [];
  return [countsText(sumCounts(sections)), ...wait].join(' · ');
}

type WholeCounts = Pick<Summary, 'goroutines' | 'groups' | 'longestWaitMinutes'>;

/** The same of a whole text, without a filter. */
export function wholeText({ goroutines, groups, longestWaitMinutes: longest }: WholeCounts): string {
  const wait = longest > 0 ? [`longest wait ${waitText({ min: longest, max: longest })}`] : [];
  return [countText(goroutines, 'goroutine'), countText(groups, 'group'), ...wait].join(' · ');
}

/** What a section of this kind is and what it lacks; empty for goroutines as the runtime prints them. */
export function formText(kind: SectionKind): string {
  switch (kind) {
    case 'profile':
      return 'A profile: it counts goroutines and has no IDs, states or waits.';
    case 'stacks':
      return 'Stacks that a logger wrote. They belong to no particular goroutine.';
    case 'races':
      return 'Reports of the race detector, which has its own goroutine IDs.';
    case 'listing':
      return 'A list of goroutines from Delve.';
    case 'goroutines':
      return '';
  }
}

/** The noun for the entries of a section of this kind. */
export function nounOf(kind: SectionKind | undefined): Noun {
  return kind === 'stacks' ? 'stack' : 'goroutine';
}

/** `820 goroutines`, or `120 of 820 goroutines` if the filter selects only some. */
export function groupCountText({ count, fullCount = count }: Group, kind: SectionKind | undefined): string {
  return partCountText(count, fullCount, nounOf(kind));
}

/** The states of a group and how long it waits: `812 semacquire, 8 runnable · 3–36 min`. */
export function stateAndWait({ states, waitMinutes }: Group): UntrustedText {
  return joined([format(statesText, countsByText(states)), waitText(waitMinutes)], ' · ');
}

/** What the goroutines of a group share, in a sentence: `created by schedule`, `in package example.com/lab/node`. */
export function sharedText({ key, title, name }: Group): UntrustedText {
  switch (key) {
    case 'creator':
      return name === title ? untrusted`with ${name}` : untrusted`created by ${name}`; // with no creator
    case 'package':
      return untrusted`in package ${title ?? name}`;
    case 'label':
      return untrusted`with ${name}`;
    case 'lock':
      return name === title ? untrusted`with ${name}` : untrusted`waiting for ${name}`; // with no lock known
    case 'role':
      return untrusted`as ${name}`;
    default:
      return untrusted`in ${name}`;
  }
}

/** The owner of the lock that a group waits for: `the Hub at 0xc000014af0`. */
export function ownerText({ owner }: Group): UntrustedText {
  return owner === undefined
    ? untrusted`an owner that the dump does not show`
    : untrusted`the ${owner.type} at ${owner.address}`;
}

/** `hub.go:281`; empty if the dump names no file. */
export function locationText({ file, line }: Frame): UntrustedText {
  return format(fileAndLine, file, line);
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
      return { label: 'Lock or Channel', detail: 'Waiting for the same one; with who may hold a lock' };
  }
}
