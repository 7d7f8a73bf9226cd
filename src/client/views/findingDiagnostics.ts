import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  languages,
  Location,
  Position,
  Range,
  Uri,
  workspace,
} from 'vscode';
import { holdPlace, holdWords, stepName, waitWords } from '../../core';
import type { Finding, FindingStep } from '../dumps/answers';
import { needsNoDocument } from '../documents/dumps';
import { type FindingList, type FoundFindings, isClaimed } from '../dumps/findingList';
import { rowText, tooltipText } from '../text/sinks';
import { format, received, untrusted, type UntrustedText } from '../text/untrusted';

/** Maximum number of steps in the related information. */
const maxRelated = 20;

/** Shows proven and likely findings as diagnostics in the dump, with links to the other steps and to the source. */
export function showFindingDiagnostics(list: FindingList): Disposable {
  const collection = languages.createDiagnosticCollection('goroutineDump');
  return Disposable.from(
    collection,
    list.onDidChange((shown) => {
      if (shown.kind === 'failed' || shown.kind === 'cancelled') {
        collection.clear(); // they may be those of another version
        return;
      }
      if (shown.kind !== 'found') return;
      const isOpen = workspace.textDocuments.some(
        ({ uri }) => uri.toString() === Uri.parse(shown.uri).toString(),
      );
      if (isOpen && !needsNoDocument(shown.uri)) collection.set(Uri.parse(shown.uri), diagnosticsOf(shown));
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      collection.delete(uri);
    }),
  );
}

function diagnosticsOf({ uri, findings }: FoundFindings): readonly Diagnostic[] {
  const dump = Uri.parse(uri);
  return findings.filter(isClaimed).flatMap((finding) => {
    const [first] = finding.steps;
    return first === undefined ? [] : diagnosticOf(dump, finding, first);
  });
}

function diagnosticOf(dump: Uri, finding: Finding, first: FindingStep): Diagnostic {
  const { line, character } = headerOf(first);
  const diagnostic = new Diagnostic(
    // To the end of the line.
    new Range(line, character, line, character + 1000),
    tooltipText([finding.verdict]),
    DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Goroutine Dumps';
  diagnostic.code = finding.confidence;
  diagnostic.relatedInformation = finding.steps
    .slice(0, maxRelated)
    .flatMap((step, n) => relatedOf(dump, step, n > 0));
  return diagnostic;
}

function relatedOf(
  dump: Uri,
  step: FindingStep,
  withHeader: boolean,
): readonly DiagnosticRelatedInformation[] {
  const name = format(stepName, step);
  const at = (uri: Uri, position: Position, text: UntrustedText) =>
    new DiagnosticRelatedInformation(new Location(uri, position), rowText(text));
  const held = (step.holds ?? []).map((hold) => {
    const words = format(holdWords, hold, received(step.count));
    const text = untrusted`${name} ${words} since ${format(holdPlace, hold)}`;
    return at(Uri.parse(hold.uri, true), new Position(hold.line - 1, 0), text);
  });
  const words = format((known: Parameters<typeof waitWords>[0]) => waitWords(known) ?? 'is here', step);
  const { target } = step;
  const waits =
    target === undefined
      ? []
      : [at(Uri.parse(target.uri, true), new Position(target.line - 1, 0), untrusted`${name} ${words}`)];
  const header = withHeader ? [at(dump, headerOf(step), untrusted`${name}, which ${words}`)] : [];
  return [...header, ...held, ...waits];
}

function headerOf({ header: { line, character = 0 } }: FindingStep): Position {
  return new Position(line, character);
}
