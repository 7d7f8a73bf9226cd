// Compares findings with the truth about a hang.
import type { Finding, FindingStep } from '../../src/protocol';
import type { TrueHold, TrueStep, Truth } from './truth';

export interface Judgement {
  readonly result: 'right' | 'wrong kind' | 'wrong steps' | 'too unsure' | 'missing' | 'false alarm';
  /** The finding that comes closest, or the one that is too much. */
  readonly finding?: Finding;
  /** What is not as it should be, in words. */
  readonly detail: string;
}

/** What the findings for a hang are worth. */
export function judge(truth: Truth, findings: readonly Finding[]): Judgement {
  const sure = findings.filter(({ confidence }) => truth.isPossible || confidence !== 'possible');
  const named = sure.filter((finding) => isNamed(truth, finding, sure));
  const right = named.find(({ kind }) => truth.kinds.includes(kind));
  if (right !== undefined) {
    const known = [...truth.kinds, ...truth.also];
    const alarm = findings.find(({ kind, confidence }) => confidence !== 'possible' && !known.includes(kind));
    return alarm === undefined
      ? { result: 'right', finding: right, detail: '' }
      : { result: 'false alarm', finding: alarm, detail: `besides: ${said(alarm)}` };
  }
  if (named[0] !== undefined) return { result: 'wrong kind', finding: named[0], detail: said(named[0]) };
  const close = [...sure].sort((a, b) => differences(truth, a).length - differences(truth, b).length)[0];
  if (close !== undefined) {
    const detail = `${differences(truth, close).join('; ')}. ${said(close)}`;
    return { result: 'wrong steps', finding: close, detail };
  }
  const [unsure] = findings;
  return unsure === undefined
    ? { result: 'missing', detail: 'no finding' }
    : { result: 'too unsure', finding: unsure, detail: said(unsure) };
}

/** What the findings for a healthy program are worth. */
export function judgeHealthy(findings: readonly Finding[]): Judgement {
  const alarm = findings.find(({ confidence }) => confidence !== 'possible');
  return alarm === undefined
    ? { result: 'right', detail: '' }
    : { result: 'false alarm', finding: alarm, detail: said(alarm) };
}

function said({ kind, confidence, verdict }: Finding): string {
  return `Says ${kind} (${confidence}): ${verdict}`;
}

/**
 * Whether the steps of a finding are the true ones. Goroutines that nobody serves do not depend on each other, so others of them
 * may be in another finding of that kind.
 */
function isNamed(truth: Truth, finding: Finding, all: readonly Finding[]): boolean {
  const isAlone = finding.kind === 'noCounterpart' || finding.kind === 'nilChannel';
  const beside = isAlone ? all.filter(({ kind }) => kind === finding.kind) : [finding];
  return truth.steps.every((step) =>
    beside.some((each) => stepDifferences(truth.file, step, each).length === 0),
  );
}

/** How a finding's steps differ from the true ones. More steps are no difference. */
function differences(truth: Truth, finding: Finding): readonly string[] {
  return truth.steps.flatMap((step) => stepDifferences(truth.file, step, finding));
}

function stepDifferences(file: string, truth: TrueStep, { steps }: Finding): readonly string[] {
  const here = steps.filter((step) =>
    truth.func === undefined
      ? step.file.endsWith(`/${file}`) && truth.lines.includes(step.line)
      : step.function === truth.func,
  );
  const place = truth.func ?? `${file}:${truth.lines.join(',')}`;
  if (here.length === 0) return [`no step for ${truth.name} at ${place}`];
  const all: string[] = [];
  const count = here.reduce((sum, step) => sum + step.count, 0);
  if (count !== truth.count) all.push(`${count} × ${truth.name}, not ${truth.count}`);
  for (const { waitsFor } of here) {
    if (truth.kinds.length > 0 && !truth.kinds.includes(waitsFor?.kind ?? ''))
      all.push(`${truth.name} waits ${waitsFor?.kind ?? 'for nothing'}, not ${truth.kinds.join('|')}`);
    if (truth.exprs.length > 0 && !truth.exprs.includes(waitsFor?.expr ?? ''))
      all.push(
        `${truth.name} waits for ${waitsFor?.expr ?? 'something unnamed'}, not ${truth.exprs.join('|')}`,
      );
  }
  for (const hold of truth.holds) {
    if (!here.every((step) => holds(step, hold)))
      all.push(`${truth.name} does not hold ${hold.exprs.join('|')} since line ${hold.lines.join(',')}`);
  }
  return all;
}

function holds({ holds: held = [] }: FindingStep, { exprs, mode, lines }: TrueHold): boolean {
  return held.some((hold) => exprs.includes(hold.expr) && hold.mode === mode && lines.includes(hold.line));
}
