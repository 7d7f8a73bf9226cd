import isEqual from 'fast-deep-equal';
import { type CancellationToken, Disposable, EventEmitter, workspace } from 'vscode';
import { findingsRequest } from '../../protocol';
import type { DumpServer } from '../connection/languageClient';
import type { UntrustedText } from '../text/untrusted';
import { answerOf } from '../connection/answerOf';
import type { Findings } from '../model/answers';
import type { GroupList, LongWork } from './groupList';
import { LatestRequest } from './latestRequest';
import type { ShownDump } from '../model/shownDump';

/** Milliseconds without news of the server after which it is asked again: longer than for groups, which come first. */
const settleTime = 500;

/** What the server has found in a dump. */
export interface FoundFindings extends Findings {
  readonly kind: 'found';
  readonly uri: string;
  /** The document's: an edit may move goroutines and leave the findings as they are. */
  readonly version: number;
}

export type ShownFindings =
  | { readonly kind: 'noDump' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'cancelled'; readonly uri: string }
  | { readonly kind: 'failed'; readonly uri: string; readonly message: UntrustedText }
  | FoundFindings;

/** The findings of the dump whose groups are shown. They are asked for after the groups, which never wait for them. */
export class FindingList implements Disposable {
  private shown: ShownFindings = { kind: 'noDump' };
  /** The dump that was asked for last. */
  private asked: ShownDump | undefined;
  private readonly latest = new LatestRequest();
  private readonly changed = new EventEmitter<ShownFindings>();
  /** Fires when a request has been answered, also if nothing has changed. */
  private readonly answered = new EventEmitter<void>();
  private readonly disposables: Disposable;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: DumpServer,
    private readonly groups: GroupList,
    private readonly longWork: LongWork,
  ) {
    const refreshSoon = () => {
      this.latest.soon(settleTime, () => void this.refresh());
    };
    this.disposables = Disposable.from(
      groups.onDidChange(() => {
        // A filter changes the groups only.
        const { dump } = groups;
        if (dump?.uri !== this.asked?.uri || dump?.version !== this.asked?.version) void this.refresh();
      }),
      server.onDidRestart(refreshSoon),
      server.onDidChangeDump((uri) => {
        if (uri === this.groups.dump?.uri) refreshSoon();
      }),
      // Whether a folder is open is part of what is said.
      workspace.onDidChangeWorkspaceFolders(refreshSoon),
    );
  }

  get current(): ShownFindings {
    return this.shown;
  }

  /** Those of the active dump, once they are there. */
  get found(): FoundFindings | undefined {
    return this.shown.kind === 'found' ? this.shown : undefined;
  }

  /** Resolves when nothing is being asked for. */
  async settled(): Promise<ShownFindings> {
    while (this.latest.isRunning) {
      await new Promise<void>((resolve) => {
        const once = this.answered.event(() => {
          once.dispose();
          resolve();
        });
      });
    }
    return this.shown;
  }

  /** Requests the findings, and shows the answer unless a later request has replaced it. */
  async refresh(): Promise<void> {
    const { dump } = this.groups;
    if (this.asked?.uri !== dump?.uri || this.found === undefined) this.show({ kind: 'loading' });
    this.asked = dump;
    const shown = await this.latest.ask(async (request): Promise<ShownFindings> => {
      if (dump === undefined) return { kind: 'noDump' };
      return this.longWork(this.load(dump, request.token), () => {
        request.cancel();
      });
    });
    if (shown === undefined) return;
    if (!isEqual(shown, this.shown)) this.show(shown);
    this.answered.fire();
  }

  dispose(): void {
    this.latest.dispose();
    this.disposables.dispose();
    this.changed.dispose();
    this.answered.dispose();
  }

  private show(shown: ShownFindings): void {
    this.shown = shown;
    this.changed.fire(shown);
  }

  private async load({ uri, version }: ShownDump, token: CancellationToken): Promise<ShownFindings> {
    const asked = await answerOf(this.server.request(findingsRequest, { uri }, token), token);
    return asked.kind === 'answered' ? { kind: 'found', uri, version, ...asked.answer } : { ...asked, uri };
  }
}
