import { isLockWait } from '../../waits/wait';
import { isCycle, partiesOfFinding, type ShownFinding, type ShownHold, type ShownStep } from './shownFinding';

/** Whom a step of a finding waits for. */
export interface Counterpart<Step> {
  readonly step: Step;
  readonly relation:
    /** It holds the lock. */
    | 'holds'
    /** It is the writer that waits for the lock's readers; later readers and writers come after it. */
    | 'pendingWriter'
    /** It uses the lock's owner, and nothing more is known. */
    | 'mayHold'
    /** It has to receive, send, signal or be done. */
    | 'serves';
  /** Where the lock was taken; only for a holder. */
  readonly hold?: ShownHold;
}

/** Undefined if nobody is known to serve it. */
export function counterpartOf<Step extends ShownStep>(
  finding: Pick<ShownFinding, 'kind' | 'omitted'> & { readonly steps: readonly Step[] },
  step: Step,
): Counterpart<Step> | undefined {
  const { kind, steps } = finding;
  const { waitsFor, role } = step;
  if (waitsFor === undefined || role === 'candidate' || role === 'counterpart') return undefined;
  if (kind === 'lockWaiters') {
    const candidate = steps.find((other) => other.role === 'candidate');
    return candidate && { step: candidate, relation: 'mayHold' };
  }
  const parties = partiesOfFinding(steps);
  const at = parties.indexOf(step);
  const next = isCycle(finding) && at >= 0 ? parties[(at + 1) % parties.length] : undefined;
  const among = next === undefined ? steps : [next];
  return (
    pendingWriter(step, among) ?? holder(step, among) ?? (next && { step: next, relation: 'serves' as const })
  );
}

function pendingWriter<Step extends ShownStep>(
  step: Step,
  among: readonly Step[],
): Counterpart<Step> | undefined {
  const { waitsFor } = step;
  if (waitsFor?.kind !== 'rlock' && waitsFor?.kind !== 'lockQueued') return undefined;
  const writer = among.find(
    (other) => other !== step && other.waitsFor?.kind === 'lockPending' && isSame(other.waitsFor, waitsFor),
  );
  return writer && { step: writer, relation: 'pendingWriter' };
}

function holder<Step extends ShownStep>(
  { waitsFor }: Step,
  among: readonly Step[],
): Counterpart<Step> | undefined {
  if (waitsFor === undefined || !isLockWait(waitsFor.kind)) return undefined;
  for (const other of among) {
    const hold = other.holds?.find((each) => isSame(each, waitsFor));
    if (hold !== undefined) return { step: other, relation: 'holds', hold };
  }
  return undefined;
}

interface Named {
  readonly expr?: string;
  readonly address?: string;
}

function isSame(one: Named, other: Named): boolean {
  if (one.address !== undefined && other.address !== undefined) return one.address === other.address;
  return one.expr !== undefined && one.expr === other.expr;
}
