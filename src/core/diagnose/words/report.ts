import { uriPath } from '../../source/uri';
import { capital } from '../../text/capital';
import { codeSpan, markdownProse } from '../../text/markdown';
import { countText, numberText } from '../../text/numbers';
import { type NamedFolder, shortPaths } from '../../text/shortPaths';
import { baseOf, slashed } from '../../go/paths';
import { basisText, missingBasis, missingBasisText } from './basisWords';
import { drawing } from './drawing';
import { confidenceCounts, confidenceWord, findingTitle, sectionCountWords } from './findingWords';
import { findingKey, foldFindings, sectionsOf } from './foldFindings';
import {
  type Basis,
  partiesOfFinding,
  queuedOfFinding,
  type ShownFinding,
  type ShownStep,
} from './shownFinding';
import { holdWords, stepIds, stepName, waitWords } from './stepWords';

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
    `# Findings in ${codeSpan(dumpPath(dump, short))}`,
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

/** @param same findings of several dumps in the same words, of which the first one is reported */
function findingSection(
  same: readonly ShownFinding[],
  index: number,
  short: (text: string) => string,
): Lines {
  const finding = same[0]!;
  const { verdict, confidence, affected, steps, omitted, evidence, rejected, advice } = finding;
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
    ...(omitted === undefined ? [] : [`And ${numberText(omitted)} more.`, '']),
    ...(queued.length === 0 ? [] : [`${queuedText(queued)}:`, '']),
    ...queued.flatMap((step) => stepLines(step, '- ', short)),
    '',
    ...drawing(finding),
    ...titled('Evidence', evidence, short),
    ...titled('Rejected', rejected, short),
    ...titled('What to do', advice === undefined ? [] : [advice], short),
  ];
}

/** Relative to the folder of the workspace; of a dump elsewhere, only its name. */
function dumpPath(dump: string, short: (text: string) => string): string {
  const path = slashed(short(dump));
  return /^(?:[/~]|[A-Za-z]:)/.test(path) ? baseOf(path) : path;
}

/** `857 goroutines queued behind`. */
function queuedText(queued: readonly ShownStep[]): string {
  const count = queued.reduce((sum, step) => sum + step.count, 0);
  return `${countText(count, 'goroutine')} queued behind`;
}

/** Maximum number of dumps that are named for a finding. */
const sectionsNamed = 20;

/** The dumps that the findings are in, if the text has several. */
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

function titled(title: string, texts: readonly string[], short: (text: string) => string): Lines {
  return texts.length === 0 ? [] : [`${title}:`, '', ...list(texts, short), ''];
}

function list(texts: readonly string[], short: (text: string) => string): Lines {
  return texts.map((text) => `- ${markdownProse(short(text))}`);
}
