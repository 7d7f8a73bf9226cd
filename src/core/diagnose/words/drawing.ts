import { codeBlock, mermaidLabel } from '../../text/markdown';
import { counterpartOf } from './counterpart';
import {
  isCycle,
  partiesOfFinding,
  queuedOfFinding,
  type ShownFinding,
  type ShownStep,
} from './shownFinding';
import { holdSince, stepName, stepPlace, waitWords } from './stepWords';

type Lines = readonly string[];

/** One step waits for another one. */
interface Arrow {
  readonly from: ShownStep;
  readonly to: ShownStep;
  /** Undefined if nothing is known of what it waits for. */
  readonly waits: string | undefined;
  /** Whether nobody is between the two, as far as is known. */
  readonly isDirect: boolean;
}

/**
 * Who waits for whom, as text and as a Mermaid flowchart. Waiters for a lock whose holder is not known are not drawn: no step
 * waits for another one.
 */
export function drawing(finding: ShownFinding): Lines {
  if (finding.kind === 'lockWaiters') return [];
  const arrows = arrowsOf(finding);
  return [
    ...codeBlock(arrowLines(finding, arrows), 'text'),
    '',
    ...codeBlock(flowchart(finding, arrows), 'mermaid'),
    '',
  ];
}

function arrowsOf(finding: ShownFinding): readonly Arrow[] {
  const parties = partiesOfFinding(finding.steps);
  const [first] = parties;
  if (first === undefined) return [];
  const among = parties.flatMap((from, n): readonly Arrow[] => {
    const to = nextOf(finding, parties, n);
    return to === undefined ? [] : [{ from, to, waits: waitWords(from), isDirect: true }];
  });
  const behind = queuedOfFinding(finding.steps).map((from): Arrow => {
    const next = counterpartOf(finding, from)?.step;
    return { from, to: next ?? first, waits: waitWords(from), isDirect: next !== undefined };
  });
  return [...among, ...behind];
}

/** The step that the one at `n` waits for; of those that nobody serves, the one that has left. */
function nextOf(finding: ShownFinding, parties: readonly ShownStep[], n: number): ShownStep | undefined {
  if (finding.kind === 'noCounterpart') {
    return parties.slice(n + 1).find(({ role }) => role === 'counterpart');
  }
  return parties[n + 1] ?? (isCycle(finding) ? parties[0] : undefined);
}

function flowchart({ steps }: ShownFinding, arrows: readonly Arrow[]): Lines {
  const nodes = steps.map((step, n) => {
    const held = (step.holds ?? []).map((hold) => holdSince(hold, step.count));
    return `  s${n}[${mermaidLabel([stepName(step), stepPlace(step), ...held].filter(Boolean))}]`;
  });
  const edges = arrows.map(({ from, to, waits, isDirect }) => {
    const label = waits === undefined ? '' : `|${mermaidLabel([waits])}|`;
    return `  s${steps.indexOf(from)} ${isDirect ? '-->' : '-.->'}${label} s${steps.indexOf(to)}`;
  });
  return ['flowchart TD', ...nodes, ...edges];
}

/** `1 × pool.Schedule ── waits to send on p.tasks ─→ 16 × node.deliver`; `─→ … ─→` if others are between the two. */
function arrowLines({ steps }: ShownFinding, arrows: readonly Arrow[]): Lines {
  const ends = steps.filter((step) => arrows.every(({ from }) => from !== step));
  const does = (step: ShownStep, waits: string | undefined) =>
    `${stepName(step)}${waits === undefined ? '' : ` ── ${waits}`}`;
  return [
    ...arrows.map(({ from, to, waits, isDirect }) => {
      return `${does(from, waits)} ${isDirect ? '─→' : '─→ … ─→'} ${stepName(to)}`;
    }),
    ...ends.map((step) => does(step, waitWords(step))),
  ];
}
