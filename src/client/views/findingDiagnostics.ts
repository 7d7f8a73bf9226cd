import {
  type Diagnostic,
  Disposable,
  languages,
  Location,
  Position,
  Range,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type Dumps, needsNoDocument } from '../dumps/dumps';
import { shownUris } from '../dumps/shownUris';
import type { FindingStep } from '../model/answers';
import type { FindingList, FoundFindings } from '../dumps/findingList';
import { onDidChangeShowsProblems, showsProblems } from '../settings';
import { problemsInDump, problemsInSource } from './findingProblems';
import { type Problems, ProblemsByDump } from './problemsByDump';

/** Marks findings that are more than a possibility, in the dump and in the source, while the dump is open. */
export class FindingDiagnostics implements Disposable {
  private readonly collection = languages.createDiagnosticCollection('goroutineDump');
  private readonly problems = new ProblemsByDump<Diagnostic>();
  private readonly disposables: Disposable;

  constructor(
    private readonly list: FindingList,
    private readonly dumps: Dumps,
  ) {
    this.disposables = Disposable.from(
      this.collection,
      list.onDidChange((shown) => {
        // Those that are shown may be those of another version of the dump.
        if (shown.kind === 'failed' || shown.kind === 'cancelled') this.set(shown.uri, new Map());
        else this.show();
      }),
      onDidChangeShowsProblems(() => {
        this.clear();
        this.show();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.set(uri.toString(), new Map());
      }),
      // A document may stay open for a while after its last tab is closed.
      window.tabGroups.onDidChangeTabs(() => {
        const shown = shownUris();
        for (const dump of this.problems.dumps) if (!shown.has(dump)) this.set(dump, new Map());
      }),
    );
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private show(): void {
    const { found } = this.list;
    if (found === undefined || !showsProblems() || !shownUris().has(found.uri)) return;
    this.set(found.uri, this.problemsOf(found));
  }

  private problemsOf(found: FoundFindings): Problems<Diagnostic> {
    const placeOf = ({ header, goroutines: [id] }: FindingStep) => {
      const place = this.dumps.editorPositionOf({ uri: found.uri, character: 0, ...header }, id);
      const at = new Position(place.line, place.character);
      return new Location(Uri.parse(place.uri), new Range(at, at));
    };
    const problems = new Map(problemsInSource(found, placeOf));
    // A dump without a document has no lines to be marked.
    if (!needsNoDocument(found.uri)) problems.set(found.uri, problemsInDump(found, placeOf));
    return problems;
  }

  private clear(): void {
    for (const dump of this.problems.dumps) this.set(dump, new Map());
  }

  private set(dump: string, problems: Problems<Diagnostic>): void {
    for (const [file, all] of this.problems.set(dump, problems))
      this.collection.set(Uri.parse(file, true), all);
  }
}
