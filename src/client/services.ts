import type { ExtensionContext } from 'vscode';
import type { ActiveDump } from './documents/activeDump';
import type { DedupDocuments } from './documents/dedupDocuments';
import type { DumpFiles } from './documents/dumpFiles';
import type { ViewStates } from './documents/viewStates';
import type { GroupList } from './groupList';
import type { DumpServer } from './languageClient';
import type { GroupsView } from './views/groupsView';

/** What commands work with; made in activate.ts. */
export interface Services {
  readonly context: ExtensionContext;
  readonly server: DumpServer;
  readonly active: ActiveDump;
  readonly states: ViewStates;
  readonly list: GroupList;
  readonly view: GroupsView;
  readonly files: DumpFiles;
  readonly dedup: DedupDocuments;
}
