import isEqual from 'fast-deep-equal';
import { type CancellationToken, type Disposable, EventEmitter, workspace } from 'vscode';
import { type DumpId, groupsRequest, maxDumps, summaryRequest, racesRequest } from '../../protocol';
import type { Dumps } from './dumps';
import type { DumpServer } from '../connection/languageClient';
import { onDidChangeGroupByDefault } from '../settings';
import type { ActiveDump } from './activeDump';
import { answerOf } from '../connection/answerOf';
import type { Races, Summary } from '../model/answers';
import { type Cancellable, LatestRequest } from './latestRequest';
import { type ShownSection, type ShownDump, type Shown } from '../model/shownDump';
import { groupKeysOf, selectionOf, type ViewState, type ViewStates } from './viewStates';

const noRaces: Races = { races: [] };

/** Pause in the changes of a dump after which it is requested again, in milliseconds. */
const settleTime = 250;
/** In milliseconds. If the answer takes longer, the groups of another dump are hidden. */
const shortWait = 300;

/** Shows the progress of long work, and lets the user cancel it. */
export type LongWork = <T>(work: Promise<T>, cancel: () => void) => Promise<T>;

/** The groups of the active dump, kept up to date. All views show this list. */
export class GroupList implements Disposable {
  private shown: Shown = { kind: 'loading' };
  private readonly latest = new LatestRequest();
  private readonly changed = new EventEmitter<Shown>();
  private readonly disposables: readonly Disposable[];

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: DumpServer,
    private readonly active: ActiveDump,
    private readonly views: ViewStates,
    private readonly dumps: Dumps,
    private readonly longWork: LongWork,
  ) {
    const refresh = () => void this.refresh();
    const refreshIfActive = (uri: string) => {
      if (uri === this.active.dump?.uri) this.refreshSoon();
    };
    this.disposables = [
      active.onDidChange(refresh),
      onDidChangeGroupByDefault(refresh),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) refreshIfActive(document.uri.toString());
      }),
      server.onDidRestart(refresh),
      server.onDidChangeDump(refreshIfActive),
      views.onDidChange((uri) => {
        if (uri === this.active.dump?.uri) refresh();
      }),
    ];
  }

  get current(): Shown {
    return this.shown;
  }

  /** The active dump; undefined if there is none or it has no goroutines. */
  get dump(): ShownDump | undefined {
    return this.shown.kind === 'dump' ? this.shown : undefined;
  }

  /** Requests the groups, and shows the answer unless a later request has replaced it. */
  refresh(): Promise<void> {
    return this.server.urgent.first(this.update());
  }

  private async update(): Promise<void> {
    const { dump, tooLarge } = this.active;
    const shown = await this.latest.ask(async (request): Promise<Shown> => {
      if (tooLarge !== undefined) return { kind: 'tooLarge' };
      if (dump === undefined) return { kind: 'noDump' };
      const late = setTimeout(() => {
        if (!request.token.isCancellationRequested && this.dump?.uri !== dump.uri)
          this.show({ kind: 'loading' });
      }, shortWait);
      const answer = await this.load(dump, request);
      clearTimeout(late);
      return answer;
    });
    if (shown === undefined) return;
    // Rows that are rendered again lose their commands while the user is clicking them.
    if (!isEqual(shown, this.shown)) this.show(shown);
  }

  /** Requests the groups after a pause in the changes. */
  refreshSoon(): void {
    this.latest.soon(settleTime, () => void this.refresh());
  }

  dispose(): void {
    this.latest.dispose();
    for (const disposable of this.disposables) disposable.dispose();
    this.changed.dispose();
  }

  private show(shown: Shown): void {
    this.shown = shown;
    this.changed.fire(shown);
  }

  private async load({ uri }: DumpId, request: Cancellable): Promise<Shown> {
    const { token } = request;
    // Reading a file has a progress of its own.
    const opened = await answerOf(this.dumps.open(uri), token);
    if (opened.kind !== 'answered') return opened;
    const view = this.views.of(uri);
    const asked = await this.longWork(answerOf(this.ask(uri, view, token), token), () => {
      request.cancel();
    });
    if (asked.kind !== 'answered') return asked;
    const { answer } = asked;
    if (answer.summary.groups === 0) {
      const [problem] = answer.summary.problems;
      return problem?.endLine === 0
        ? { kind: 'emptyFile' }
        : { kind: 'notADump', uri, why: problem?.message };
    }
    return { kind: 'dump', uri, version: opened.answer, ...answer, view };
  }

  private async ask(uri: string, view: ViewState, token: CancellationToken) {
    const summary = await this.server.request(summaryRequest, { uri }, token);
    const { length } = summary.sections;
    const indexes = length > 1 && length <= maxDumps ? summary.sections.keys() : [undefined];
    const sections = await Promise.all(
      Array.from(indexes, (index) => this.loadSection(uri, summary, index, view, token)),
    );
    return { summary, sections };
  }

  private async loadSection(
    uri: string,
    { sections }: Summary,
    index: number | undefined,
    view: ViewState,
    token: CancellationToken,
  ): Promise<ShownSection> {
    const filter = selectionOf(view);
    const section = index === undefined ? {} : { section: index };
    const params = { uri, ...section, key: groupKeysOf(view), order: view.order, ...(filter && { filter }) };
    const summary = sections[index ?? (sections.length === 1 ? 0 : -1)];
    const { groups, hidden, shown, all } = await this.server.request(groupsRequest, params, token);
    const { races } = all.races > 0 ? await this.server.request(racesRequest, params, token) : noRaces;
    return { index, summary, groups, races, hidden, shown, all };
  }
}
