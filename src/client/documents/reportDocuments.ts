import {
  type CancellationToken,
  Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from 'vscode';
import { findingsReport } from '../../core';
import { findingsRequest, summaryRequest } from '../../protocol';
import type { FindingList } from '../dumps/findingList';
import type { DumpServer } from '../connection/languageClient';
import { unchangedText } from '../text/sinks';
import { format, received, type UntrustedText } from '../text/untrusted';
import { wholeText } from '../words/wording';
import { dumpName, fileOf } from '../dumps/dumpNames';
import type { Dumps } from '../dumps/dumps';
import { reportScheme, reportUri, reportView } from './reportView';

/** Reports on the findings of dumps, as read-only documents that follow the findings. */
export class ReportDocuments implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  private readonly registration: Disposable;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: DumpServer,
    private readonly dumps: Dumps,
    private readonly findings: FindingList,
  ) {
    this.registration = Disposable.from(
      workspace.registerTextDocumentContentProvider(reportScheme, this),
      findings.onDidChange((shown) => {
        if (shown.kind === 'found') this.refresh(shown.uri);
      }),
    );
  }

  /** Uri of the report on a dump. The tab shows the last segment of its path. */
  uriOf(dump: string): Uri {
    return Uri.parse(reportUri({ dump }, `${dumpName(dump)} (findings).md`));
  }

  async provideTextDocumentContent(uri: Uri, token?: CancellationToken): Promise<string | undefined> {
    const view = reportView(uri.toString());
    return view && unchangedText(await this.textOf(view.dump, token));
  }

  /** The report on a dump. */
  async textOf(dump: string, token?: CancellationToken): Promise<UntrustedText> {
    const shown = await this.findings.settled();
    // The dump may have been closed while its report is open.
    await this.dumps.open(dump);
    const isShown = shown.kind === 'found' && shown.uri === dump;
    const found = isShown ? shown : await this.server.request(findingsRequest, { uri: dump }, token);
    const summary = await this.server.request(summaryRequest, { uri: dump }, token);
    const folders = (workspace.workspaceFolders ?? []).map(({ uri, name }) => {
      return { path: uri.path.replace(/^\/([A-Za-z]:)/, '$1').replace(/\/$/, ''), name };
    });
    return format(findingsReport, {
      dump: received(fileOf(dump).path),
      counts: received(wholeText(summary)),
      findings: found.findings,
      notes: found.notes,
      basis: found.basis,
      folders: received(folders),
    });
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  private refresh(dump: string): void {
    for (const { uri } of workspace.textDocuments) {
      if (reportView(uri.toString())?.dump === dump) this.changed.fire(uri);
    }
  }
}
