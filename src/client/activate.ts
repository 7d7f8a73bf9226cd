import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands';
import { FoldedCopies } from './decorations/foldedCopies';
import { decorateLibraryFrames } from './decorations/libraryFrames';
import { DedupDocuments } from './documents/dedupDocuments';
import { DumpDetector } from './documents/detectDumps';
import { ServerFiles } from './dumps/serverFiles';
import { Dumps } from './dumps/dumps';
import { watchFileChanges } from './documents/fileChanges';
import { FileDocuments } from './documents/fileDocuments';
import { useModuleSource } from './documents/moduleSource';
import { PlainTexts } from './documents/plainTexts';
import { ReportDocuments } from './documents/reportDocuments';
import { ActiveDump } from './dumps/activeDump';
import { FindingList } from './dumps/findingList';
import { GroupList } from './dumps/groupList';
import { ViewStates } from './dumps/viewStates';
import { DumpServer, type Platform } from './connection/languageClient';
import { CursorLens } from './views/cursorLens';
import { FindingDiagnostics } from './views/findingDiagnostics';
import { FindingsView, findingsViewId } from './views/findingsView';
import { GroupsView, groupsViewId } from './views/groupsView';
import { showLanguageStatus } from './views/languageStatus';
import { longWorkIn } from './views/progress';
import { showFindingsInStatusBar, showInStatusBar } from './views/statusBar';
import { answerFileRequests } from './workspaceFiles';

/** The composition root: creates and connects the services. @returns the server, which `deactivate` stops */
export function activateWith(context: ExtensionContext, platform: Platform): DumpServer {
  const server = new DumpServer(platform);
  answerFileRequests(server);
  const active = new ActiveDump(context.workspaceState);
  const states = new ViewStates(context.workspaceState);
  const files = new ServerFiles(server);
  const dumps = new Dumps(files);
  const showReading = longWorkIn(groupsViewId, 'Reading the goroutine dump…');
  const list = new GroupList(server, active, states, dumps, showReading);
  const view = new GroupsView(list, server, context.workspaceState);
  const findings = new FindingList(server, list, longWorkIn(findingsViewId, 'Looking for findings…'));
  const findingsView = new FindingsView(findings);
  const dedup = new DedupDocuments(server, dumps, states);
  const reports = new ReportDocuments(server, dumps, findings);
  const plainTexts = new PlainTexts(context.workspaceState);
  const foldedCopies = new FoldedCopies();
  context.subscriptions.push(
    server,
    active,
    states,
    list,
    view,
    findings,
    findingsView,
    new FindingDiagnostics(findings, dumps),
    files,
    new FileDocuments(server, files),
    watchFileChanges(server, files),
    useModuleSource(server, list, context.globalState),
    dedup,
    reports,
    new CursorLens(server, states),
    showInStatusBar(list),
    showFindingsInStatusBar(findings),
    showLanguageStatus(list),
    decorateLibraryFrames(),
    plainTexts,
    foldedCopies,
    registerCommands({
      context,
      server,
      active,
      states,
      list,
      view,
      findings,
      findingsView,
      files,
      dumps,
      dedup,
      reports,
      plainTexts,
      foldedCopies,
    }),
    new DumpDetector(plainTexts),
  );
  void active.restore().then(() => list.refresh());
  return server;
}
