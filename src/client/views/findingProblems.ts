import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Location,
  Position,
  Range,
  Uri,
} from 'vscode';
import { holdPlace, holdWords, isClaimed, stepName, waitWords } from '../../core';
import type { Finding, FindingStep } from '../model/answers';
import type { FoundFindings } from '../dumps/findingList';
import { rowText, tooltipText } from '../text/sinks';
import { format, received, untrusted, type UntrustedText } from '../text/untrusted';
import { foldedFindings, waitSource } from './findingNodes';

/** Related information that is not read. */
const stepsRelated = 20;
/** Findings of several dumps in the same words that are marked in the text: more would fill the list of problems. */
const mostAlike = 5;
/** More marks in the source are noise. */
const maxInSource = 200;

/** Gives the place where an editor shows the header of a step. */
export type PlaceOf = (step: FindingStep) => Location;

/**
 * What is more than a possibility, at the header of its first goroutine in the dump. Of findings that are the same in many
 * dumps, the first ones.
 */
export function problemsInDump({ findings }: FoundFindings, placeOf: PlaceOf): readonly Diagnostic[] {
  const marked = foldedFindings(findings.filter(isClaimed)).flatMap((same) => same.slice(0, mostAlike));
  return marked.flatMap((finding) => {
    const [first] = finding.steps;
    if (first === undefined) return [];
    const related = finding.steps.slice(0, stepsRelated).flatMap((step, n) => [
      ...(n === 0 ? [] : [inDump(step, placeOf)]),
      ...marksOf(step).map(({ uri, line, text }) => {
        return new DiagnosticRelatedInformation(
          new Location(Uri.parse(uri, true), new Position(line - 1, 0)),
          rowText(text),
        );
      }),
    ]);
    return [problem(finding, placeOf(first).range.start, [finding.verdict], related)];
  });
}

/**
 * The same at the lines where the goroutines wait and where they took what they hold, by the uri of the file. A finding that
 * is the same in several dumps is marked once.
 */
export function problemsInSource(
  { findings }: FoundFindings,
  placeOf: PlaceOf,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const problems = new Map<string, Diagnostic[]>();
  let count = 0;
  for (const [finding] of foldedFindings(findings.filter(isClaimed))) {
    for (const marks of byLine(finding!)) {
      const { uri, line } = marks[0]!;
      if (++count > maxInSource) return problems;
      const texts = [...new Set(marks.map(({ text }) => text)), finding!.verdict];
      const steps = new Set([...marks.map(({ step }) => step), finding!.steps[0]!]);
      const related = Array.from(steps, (step) => inDump(step, placeOf));
      const made = problem(finding!, new Position(line - 1, 0), texts, related);
      problems.set(uri, [...(problems.get(uri) ?? []), made]);
    }
  }
  return problems;
}

function problem(
  { confidence }: Finding,
  { line, character }: Position,
  texts: readonly UntrustedText[],
  related: readonly DiagnosticRelatedInformation[],
): Diagnostic {
  // To the end of the line: then VS Code leaves out the indentation (markerDecorationsService.ts).
  const range = new Range(line, character, line, Number.MAX_VALUE);
  const made = new Diagnostic(range, tooltipText(texts), DiagnosticSeverity.Warning);
  made.source = 'Goroutine Dumps';
  made.code = confidence;
  made.relatedInformation = [...related];
  return made;
}

function inDump(step: FindingStep, placeOf: PlaceOf): DiagnosticRelatedInformation {
  const text = untrusted`${format(stepName, step)}, which ${doesWords(step)}`;
  return new DiagnosticRelatedInformation(placeOf(step), rowText(text));
}

/** A one-based line of source, and what a step does there. */
interface Mark {
  readonly uri: string;
  readonly line: number;
  readonly text: UntrustedText;
  readonly step: FindingStep;
}

function byLine({ steps }: Finding): Iterable<readonly Mark[]> {
  const lines = new Map<string, Mark[]>();
  for (const mark of steps.flatMap(marksOf)) {
    const key = `${mark.uri}#${mark.line}`;
    const same = lines.get(key);
    if (same === undefined) lines.set(key, [mark]);
    else same.push(mark);
  }
  return lines.values();
}

function marksOf(step: FindingStep): readonly Mark[] {
  const name = format(stepName, step);
  const held = (step.holds ?? []).map((hold): Mark => {
    const words = format(holdWords, hold, received(step.count));
    const text = untrusted`${name} ${words} since ${format(holdPlace, hold)}`;
    return { uri: hold.uri, line: hold.line, text, step };
  });
  const wait = waitSource(step);
  return wait === undefined
    ? held
    : [...held, { ...wait, text: untrusted`${name} ${doesWords(step)}`, step }];
}

function doesWords(step: FindingStep): UntrustedText {
  return format((known: Parameters<typeof waitWords>[0]) => waitWords(known) ?? 'is here', step);
}
