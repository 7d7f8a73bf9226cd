import { uriPath } from '../source/uri';
import { codeBlock, codeSpan, markdownProse, mermaidLabel } from '../text/markdown';
import { countText } from '../text/numbers';
import { type NamedFolder, shortPaths } from '../text/shortPaths';
import {
  basisText,
  confidenceCounts,
  confidenceWord,
  findingTitle,
  holdWords,
  missingBasis,
  missingBasisText,
  sectionCountWords,
  stepIds,
  stepName,
  stepPlace,
  waitWords,
} from './findingWords';
import { findingKey, foldFindings, sectionsOf } from './foldFindings';
import {
  type Basis,
  isCycle,
  partiesOfFinding,
  queuedOfFinding,
  type ShownFinding,
  type ShownStep,
} from './shownFinding';
import { capital } from './words';

/** What a report is about. */
export interface Reported {
  /** Path or name of the dump. */
  readonly dump: string;
  /** `1,499 goroutines · 24 groups`. */
  readonly counts: string;
  readonly findings: readonly ShownFinding[];
  readonly notes: readonly string[];
  readonly basis: Basis;
  /** Folders of the workspace. */
  readonly folders: readonly NamedFolder[];
}

type Lines = readonly string[];

/**
 * The findings as a Markdown document. Their text is escaped for Markdown, HTML and the diagrams.
 */
export function findingsReport(reported: Reported): string {
  const { dump, counts, findings, notes, basis, folders } = reported;
  const short = (text: string) => shortPaths(text, folders);
  const folded = foldFindings(findings, findingKey);
  const sum = findings.length === 0 ? 'Nothing was found that blocks goroutines.' : '';
  const missing = missingBasis(basis, folders.length > 0).map(missingBasisText);
  return [
    `# Findings in ${codeSpan(short(dump))}`,
    '',
    [counts, confidenceCounts(folded.map(([first]) => first!))].filter(Boolean).join(' · '),
    '',
    ...(sum === '' ? [] : [sum, '']),
    ...folded.flatMap((same, index) => findingSection(same, index, short)),
    '## What this is based on',
    '',
    basisText(basis),
    '',
    ...list([...notes, ...missing], short),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\n*$/, '\n');
}

/** @param same findings of several dumps in the same words; the first one is told */
function findingSection(
  same: readonly ShownFinding[],
  index: number,
  short: (text: string) => string,
): Lines {
  const finding = same[0]!;
  const { verdict, confidence, affected, steps, evidence, rejected, advice } = finding;
  const parties = partiesOfFinding(steps);
  const queued = queuedOfFinding(steps);
  const count = countText(affected, 'goroutine');
  return [
    `## ${index + 1}. ${markdownProse(findingTitle(finding))}`,
    '',
    ...sectionLines(same, short),
    `**${confidenceWord(confidence)}**, ${count}: ${markdownProse(short(verdict))}`,
    '',
    ...parties.flatMap((step, n) => stepLines(step, `${n + 1}. `, short)),
    '',
    ...(queued.length === 0 ? [] : ['Behind them:', '']),
    ...queued.flatMap((step) => stepLines(step, '- ', short)),
    '',
    ...drawing(finding),
    ...titled('Evidence', evidence, short),
    ...titled('Rejected', rejected, short),
    ...titled('What to do', advice === undefined ? [] : [advice], short),
  ];
}

/** Dumps that a finding is in which are named. */
const sectionsNamed = 20;

/** The dumps that the findings are in, where the text has several. */
function sectionLines(same: readonly ShownFinding[], short: (text: string) => string): Lines {
  const titles = [...new Set(same.flatMap(({ section }) => section?.title ?? []))];
  if (titles.length === 0) return [];
  const named = titles.slice(0, sectionsNamed).map((title) => codeSpan(short(title)));
  const more = titles.length > named.length ? ', …' : '';
  const count = sectionsOf(same).length;
  const which = count === 1 ? 'In' : `${capital(sectionCountWords(count))}, told of the first:`;
  return [`${which} ${named.join(', ')}${more}`, ''];
}

function stepLines(step: ShownStep, bullet: string, short: (text: string) => string): Lines {
  const { target, file, line, holds = [], count } = step;
  const place =
    target === undefined
      ? file === ''
        ? ''
        : `${short(file)}:${line}`
      : `${short(uriPath(target.uri))}:${target.line}`;
  const ids = stepIds(step);
  const inner = ' '.repeat(bullet.length);
  const waits = waitWords(step);
  return [
    `${bullet}${codeSpan(stepName(step))}${ids === '' ? '' : ` (${ids})`}${place === '' ? '' : ` at ${codeSpan(place)}`}`,
    ...holds.map((hold) => {
      const since = `${short(uriPath(hold.uri))}:${hold.line}`;
      const until = hold.deferred ? ', until the function returns' : '';
      return `${inner}- ${markdownProse(holdWords(hold, count))} since ${codeSpan(since)}${until}`;
    }),
    ...(waits === undefined ? [] : [`${inner}- ${markdownProse(waits)}`]),
  ];
}

/** The steps as diagrams. Nothing is drawn of waiters for a lock whose holder is not known: no step waits for the next. */
function drawing(finding: ShownFinding): Lines {
  if (finding.kind === 'lockWaiters') return [];
  return [...codeBlock(diagram(finding), 'mermaid'), '', ...codeBlock(arrows(finding), 'text'), ''];
}

/** A Mermaid flowchart: who waits for whom. */
function diagram(finding: ShownFinding): Lines {
  const parties = partiesOfFinding(finding.steps);
  const queued = queuedOfFinding(finding.steps);
  const nodes = parties.map((step, n) => {
    const held = (step.holds ?? []).map((hold) => holdWords(hold, step.count));
    return `  s${n}[${mermaidLabel([stepName(step), stepPlace(step), ...held].filter(Boolean))}]`;
  });
  const edges = parties.flatMap((step, n) => {
    const to = nextOf(finding, parties, n);
    const waits = waitWords(step);
    if (to === undefined) return [];
    return `  s${n} -->${waits === undefined ? '' : `|${mermaidLabel([waits])}|`} s${to}`;
  });
  const behind = queued.map(
    (step, n) => `  q${n}[${mermaidLabel([stepName(step), stepPlace(step)].filter(Boolean))}] -.-> s0`,
  );
  return ['flowchart TD', ...nodes, ...edges, ...(parties.length === 0 ? [] : behind)];
}

/** Index of the step that the one at `n` waits for; of those that nobody serves, the one that has left. */
function nextOf(finding: ShownFinding, parties: readonly ShownStep[], n: number): number | undefined {
  if (finding.kind === 'noCounterpart') {
    const left = parties.findIndex(({ role }) => role === 'counterpart');
    return left < 0 || left <= n ? undefined : left;
  }
  if (n + 1 < parties.length) return n + 1;
  return isCycle(finding) ? 0 : undefined;
}

/** The same in text: `1 × pool.Schedule ── waits to send on p.tasks ─→ 16 × node.deliver`. */
function arrows(finding: ShownFinding): Lines {
  const parties = partiesOfFinding(finding.steps);
  const queued = queuedOfFinding(finding.steps);
  const lines = parties.map((step, n) => {
    const to = nextOf(finding, parties, n);
    const next = to === undefined ? undefined : parties[to];
    const waits = waitWords(step);
    const does = waits === undefined ? '' : ` ── ${waits}`;
    return `${stepName(step)}${does}${next === undefined ? '' : ` ─→ ${stepName(next)}`}`;
  });
  const behind = queued.map((step) => {
    const waits = waitWords(step);
    return `${stepName(step)}${waits === undefined ? '' : ` ── ${waits}`} ─→ behind them`;
  });
  return [...lines, ...behind];
}

function titled(title: string, texts: readonly string[], short: (text: string) => string): Lines {
  return texts.length === 0 ? [] : [`${title}:`, '', ...list(texts, short), ''];
}

function list(texts: readonly string[], short: (text: string) => string): Lines {
  return texts.map((text) => `- ${markdownProse(short(text))}`);
}
