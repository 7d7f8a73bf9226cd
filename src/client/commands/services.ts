import type { ExtensionContext } from 'vscode';
import type { FoldedCopies } from '../decorations/foldedCopies';
import type { DedupDocuments } from '../documents/dedupDocuments';
import type { ServerFiles } from '../dumps/serverFiles';
import type { Dumps } from '../dumps/dumps';
import type { PlainTexts } from '../documents/plainTexts';
import type { ReportDocuments } from '../documents/reportDocuments';
import type { ActiveDump } from '../dumps/activeDump';
import type { FindingList } from '../dumps/findingList';
import type { GroupList } from '../dumps/groupList';
import type { ViewStates } from '../dumps/viewStates';
import type { DumpServer } from '../connection/languageClient';
import type { FindingsView } from '../views/findingsView';
import type { GroupsView } from '../views/groupsView';

/** The services that commands use; created in activate.ts. */
export interface Services {
  readonly context: ExtensionContext;
  readonly server: DumpServer;
  readonly active: ActiveDump;
  readonly states: ViewStates;
  readonly list: GroupList;
  readonly view: GroupsView;
  readonly findings: FindingList;
  readonly findingsView: FindingsView;
  readonly files: ServerFiles;
  readonly dumps: Dumps;
  readonly dedup: DedupDocuments;
  readonly reports: ReportDocuments;
  readonly plainTexts: PlainTexts;
  readonly foldedCopies: FoldedCopies;
}
