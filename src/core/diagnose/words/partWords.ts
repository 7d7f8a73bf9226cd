import { countText } from '../../text/numbers';
import { type Counterpart, counterpartOf } from './counterpart';
import { aloneWords } from './findingWords';
import { partiesOfFinding, type ShownFinding, type ShownStep } from './shownFinding';
import { holdSince, stepIds, stepName, waitWords } from './stepWords';
import { ownWaitText } from '../edges/verdictWords';

/**
 * What the goroutines of a step do in their finding, in one line: `holds h.mu since hub.go:90, waits to send on p.tasks,
 * part of a deadlock`. Adds `(likely)` or `(possible)` to what is not proven.
 */
export function partWords(finding: ShownFinding, step: ShownStep): string {
  const { holds = [], count, role } = step;
  const held = role === 'holder' || role === 'candidate' ? holds.slice(0, 1) : [];
  const does = [...held.map((hold) => holdSince(hold, count)), waitWords(step)].filter(Boolean);
  const doubt = finding.confidence === 'proven' ? '' : ` (${finding.confidence})`;
  return [...does, ...partIn(finding, step)].join(', ') + doubt;
}

function partIn(finding: ShownFinding, step: ShownStep): readonly string[] {
  const { kind, affected, steps } = finding;
  const counterpart = counterpartOf(finding, step);
  const isQueued = step.role === 'queued';
  const behind = counterpart === undefined ? [] : counterpartWords(counterpart);
  const isKnown = behind.length > 0;
  if (step.role === 'counterpart') return ['has left the code that others wait for'];
  switch (kind) {
    case 'deadlock':
      if (isQueued) return [isKnown ? `${behind.join(', ')} in a deadlock` : 'behind a deadlock'];
      return [...behind, 'part of a deadlock'];
    case 'selfDeadlock':
      if (isQueued) return [isKnown ? `${behind.join(', ')} in a deadlock` : 'behind a deadlock'];
      return [ownWords(step)];
    case 'lockHeld':
      if (!isQueued) return [`${countText(affected - step.count, 'goroutine')} behind it`];
      return isKnown ? behind : ['behind a lock that is held'];
    case 'lostUnlock':
      return ['never released'];
    case 'noCounterpart':
      return isQueued ? ['behind a wait without end'] : [aloneWords(partiesOfFinding(steps))];
    case 'nilChannel':
      return isQueued ? ['behind a wait without end'] : ['without end'];
    case 'lockWaiters':
      return step.role === 'candidate'
        ? [`may hold the lock that ${countText(affected, 'goroutine')} want`]
        : behind;
  }
}

/** `which it holds itself`. */
export function ownWords({ count, holds = [] }: Pick<ShownStep, 'count' | 'holds'>): string {
  return ownWaitText(holds.length > 0, count);
}

function counterpartWords({ relation, step }: Counterpart<ShownStep>): readonly string[] {
  const who = step.count === 1 && step.goroutines.length > 0 ? stepIds(step) : stepName(step);
  switch (relation) {
    case 'holds':
      return [`held by ${who}`];
    case 'pendingWriter':
      return [`behind the writer ${who}`];
    case 'mayHold':
      return [`perhaps held by ${who}`];
    case 'serves':
      return []; // their own step says what they do
  }
}
