// The words for a finding as a whole, wherever it is shown.
import { appendTo } from '../../bytes/appendTo';
import { shortName } from '../../go/symbol';
import { capital } from '../../text/capital';
import type { Confidence } from '../../source/resolveFrame';
import { countText, numberText } from '../../text/numbers';
import { isLockWait } from '../../waits/wait';
import type { FindingKind } from '../findings/finding';
import { isClaimed, partiesOfFinding, type ShownFinding, type ShownStep } from './shownFinding';

/** Short enough for a row of a narrow side bar: `Deadlock: h.streamsMu, p.tasks`, or `Lock wait in node.(*Hub).deliver`. */
export function findingTitle(finding: Pick<ShownFinding, 'kind' | 'steps'>): string {
  const parties = partiesOfFinding(finding.steps);
  const waits = parties.filter(isWaiting).flatMap(({ waitsFor }) => waitsFor ?? []);
  // Locks first: a row may be cut.
  const byImportance = [...waits].sort((a, b) => Number(isLockWait(b.kind)) - Number(isLockWait(a.kind)));
  // An address says nothing to people; the function does.
  const objects = [...new Set(byImportance.flatMap(({ expr }) => expr ?? []))];
  const place = mainStep(finding)?.function ?? '';
  const held = parties.find(({ role }) => role === 'holder')?.holds?.map(({ expr }) => expr) ?? [];
  switch (finding.kind) {
    case 'deadlock':
      return named('Deadlock', objects, place);
    case 'selfDeadlock':
      return named('Waits for its own lock', objects, place);
    case 'lockHeld':
      return named('Lock is held', held, place);
    case 'lostUnlock':
      return named('Lock was never released', objects, place);
    case 'noCounterpart':
      return named(capital(aloneWords(parties)), objects, place);
    case 'nilChannel':
      return named('Nil channel', objects, place);
    case 'lockWaiters':
      return named('Lock wait', objects, place);
  }
}

function isWaiting({ role }: Pick<ShownStep, 'role'>): boolean {
  return role !== 'candidate' && role !== 'counterpart';
}

/**
 * The step whose place stands for the finding: the first one or, where no name is known of what is waited for, the one with
 * most goroutines. The finding is not about a goroutine that may hold a lock, or that has left the code that others wait
 * for.
 */
export function mainStep<
  Step extends Pick<ShownStep, 'role' | 'count'> & { readonly waitsFor?: { readonly expr?: unknown } },
>({ steps }: { readonly steps: readonly Step[] }): Step | undefined {
  const parties = partiesOfFinding(steps).filter(isWaiting);
  const isNamed = parties.some(({ waitsFor }) => waitsFor?.expr !== undefined);
  return isNamed ? parties[0] : [...parties].sort((a, b) => b.count - a.count)[0];
}

function named(title: string, names: readonly string[], place: string): string {
  if (names.length > 0) return `${title}: ${names.join(', ')}`;
  return place === '' ? title : `${title} in ${shortName(place)}`;
}

/** What is missing for a wait to end: `nobody receives`. */
export function aloneWords([party]: readonly Pick<ShownStep, 'waitsFor'>[]): string {
  switch (party?.waitsFor?.kind) {
    case 'send':
      return 'nobody receives';
    case 'receive':
      return 'nobody sends';
    case 'waitGroup':
      return 'nobody is left to wait for';
    case 'cond':
      return 'nobody signals';
    default:
      return 'nobody ends the wait';
  }
}

/** `Proven`. */
export function confidenceWord(confidence: Confidence): string {
  switch (confidence) {
    case 'proven':
      return 'Proven';
    case 'likely':
      return 'Likely';
    case 'possible':
      return 'Possible';
  }
}

/** `in 107 dumps`, of findings that are the same in several dumps. */
export function sectionCountWords(count: number): string {
  return `in ${countText(count, 'dump')}`;
}

/** `1 proven, 2 possible`; empty for none. */
export function confidenceCounts(findings: readonly Pick<ShownFinding, 'confidence'>[]): string {
  return (['proven', 'likely', 'possible'] as const)
    .map((each) => [findings.filter(({ confidence }) => confidence === each).length, each] as const)
    .flatMap(([count, each]) => (count === 0 ? [] : `${count} ${each}`))
    .join(', ');
}

/** What findings of a kind are counted as: one, and several. */
const counted: Readonly<Record<FindingKind, readonly [one: string, several: string]>> = {
  deadlock: ['deadlock', 'deadlocks'],
  selfDeadlock: ['deadlock', 'deadlocks'],
  lockHeld: ['held lock', 'held locks'],
  lostUnlock: ['lost unlock', 'lost unlocks'],
  noCounterpart: ['wait without end', 'waits without end'],
  nilChannel: ['wait without end', 'waits without end'],
  lockWaiters: ['lock wait', 'lock waits'],
};

/** Findings of further kinds are only counted. */
const kindsNamed = 2;

/**
 * `1 deadlock, 3,461 goroutines blocked`, of findings above `possible`; empty for none. A goroutine may be part of
 * several findings of one dump, so only the largest of them counts.
 *
 * @param findings most certain first
 */
export function blockedSummary(findings: readonly BlockingFinding[]): string {
  const claimed = findings.filter(isClaimed);
  if (claimed.length === 0) return '';
  const kinds = new Map<string, BlockingFinding[]>();
  const sections = new Map<number | undefined, BlockingFinding[]>();
  for (const finding of claimed) {
    appendTo(kinds, `${finding.confidence} ${counted[finding.kind][0]}`, finding);
    appendTo(sections, finding.section?.index, finding);
  }
  const blocked = Array.from(sections.values(), (same) => Math.max(...same.map(blockedBy)));
  const more = [...kinds.values()].slice(kindsNamed).flat().length;
  return [
    ...Array.from(kinds.values(), countOf).slice(0, kindsNamed),
    ...(more === 0 ? [] : [`${numberText(more)} more`]),
    `${sections.size < claimed.length ? 'at least ' : ''}${countText(sum(blocked), 'goroutine')} blocked`,
  ].join(', ');
}

/** `2 likely deadlocks`, of findings of a kind that are equally certain. */
function countOf(same: readonly BlockingFinding[]): string {
  const { kind, confidence } = same[0]!;
  const [one, several] = counted[kind];
  const word = same.length === 1 ? one : several;
  return `${numberText(same.length)} ${confidence === 'proven' ? word : `${confidence} ${word}`}`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** The holder of a lock may be busy instead. */
function blockedBy({ kind, affected, steps }: BlockingFinding): number {
  if (kind !== 'lockHeld') return affected;
  return affected - steps.reduce((sum, { role, count }) => sum + (role === 'holder' ? count : 0), 0);
}

type BlockingFinding = Pick<ShownFinding, 'kind' | 'confidence' | 'affected'> & {
  readonly steps: readonly Pick<ShownStep, 'role' | 'count'>[];
  readonly section?: { readonly index: number };
};
