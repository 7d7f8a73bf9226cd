/**
 * What client and server say to each other beyond LSP. Dependency-free: each side wraps a `Request` or a
 * `Notification` in its own library's type.
 *
 * Lines and columns of dump documents are LSP's (zero-based, UTF-16). The line of a `SourceFrame` or a
 * `SourceTarget` is a source line, one-based as the dump prints it.
 */
import type {
  EntryCounts,
  GroupFilter,
  GroupKey,
  GroupOrder,
  RaceStack,
  Resolution,
  StateClass,
  Summary,
} from './core';

export type {
  Drift,
  DumpSummary,
  GroupFilter,
  GroupKey,
  GroupOrder,
  Resolution,
  SourceTarget,
  Summary,
} from './core';

export const languageId = 'goroutine-dump';

/** A request's method, carrying the types of its parameters and of its result. */
export interface Request<Params, Result> {
  readonly method: string;
  readonly types?: (params: Params) => Result;
}

export interface Notification<Params> {
  readonly method: string;
  readonly types?: (params: Params) => void;
}

const request = <Params, Result>(method: string): Request<Params, Result> => ({ method });
const notification = <Params>(method: string): Notification<Params> => ({ method });

export interface DumpParams {
  readonly uri: string;
}

/** One of the dumps in a document. */
export interface OneDumpParams extends DumpParams {
  /** Index into `Summary.dumps`. Default: all of them as one. */
  readonly dump?: number;
}

/** More dumps than these in a document are a log's single stacks: they are shown as one. */
export const mostDumps = 30;

export const summaryRequest = request<DumpParams, Summary>('goroutineDump/summary');

export interface GroupsParams extends OneDumpParams {
  /** Default: `stack`. */
  readonly key?: GroupKey;
  readonly filter?: GroupFilter;
  /** Largest count first (the default), or longest wait first. */
  readonly order?: GroupOrder;
}

export interface SourceFrame {
  readonly function: string;
  readonly file: string;
  /** One-based, as in the dump; 0 where unknown. */
  readonly line: number;
}

export interface GroupFrame extends SourceFrame {
  /** Whether it is the user's own code, not a library's. */
  readonly userCode: boolean;
  /** How many frames the dump leaves out after this one; 0 for an unknown number. */
  readonly elided?: number;
}

export interface Group {
  /** Stays the same for the same key and stack, also in another version of the document. */
  readonly id: string;
  readonly count: number;
  /** What the goroutines have in common where the key is not the stack, e.g. a state or a package. */
  readonly title?: string;
  /** Empty in forms without ids. */
  readonly goroutineIds: readonly number[];
  readonly states: Readonly<Record<string, number>>;
  readonly waitMinutes: { readonly min: number; readonly max: number };
  readonly class: StateClass;
  /** The first frame of the user's own code, else the first that is not the runtime's. */
  readonly headline: GroupFrame;
  /** The stack of the group's first goroutine, innermost frame first. */
  readonly frames: readonly GroupFrame[];
  readonly createdBy?: GroupFrame;
  /** Where the group's first goroutine begins: zero-based line of its header, and its column unless that is 0. */
  readonly line: number;
  readonly character?: number;
}

export interface Groups {
  readonly groups: readonly Group[];
  /** What these groups consist of. */
  readonly shown: GroupCounts;
  /** What those groups consist of that the filter leaves out. */
  readonly filteredOut: GroupCounts;
}

export interface GroupCounts extends EntryCounts {
  /** Also those of accesses of data races. */
  readonly groups: number;
}

export const groupsRequest = request<GroupsParams, Groups>('goroutineDump/groups');

export interface GoroutinesParams extends OneDumpParams {
  readonly key?: GroupKey;
  readonly groupId: string;
  readonly offset: number;
  readonly limit: number;
}

export interface GoroutineItem {
  /** Absent in forms without ids. */
  readonly id?: number;
  /** How many goroutines the entry stands for, unless it is 1. */
  readonly times?: number;
  /** Zero-based line of its header, and its column unless that is 0. */
  readonly line: number;
  readonly character?: number;
  /** Empty in forms without states. */
  readonly state: string;
  readonly waitMinutes: number;
  /** As `key: value`. */
  readonly labels: readonly string[];
}

/** A page of a group's goroutines, in the order of the text. */
export const goroutinesRequest = request<
  GoroutinesParams,
  { readonly total: number; readonly goroutines: readonly GoroutineItem[] }
>('goroutineDump/goroutines');

export interface GroupAtParams extends DumpParams {
  /** Zero-based line of the document. */
  readonly line: number;
  /** Column; default: the line's first. Matters where a line holds a whole dump. */
  readonly character?: number;
  readonly key?: GroupKey;
}

/**
 * The goroutine that the position belongs to, its group, and the index of its dump; null outside every goroutine. Of a
 * deduplicated document, the index is that of the dump in the document or file that it was made from, while that is open.
 */
export const groupAtRequest = request<
  GroupAtParams,
  { readonly dump: number; readonly groupId: string; readonly goroutine: GoroutineItem } | null
>('goroutineDump/groupAt');

export type Step = 'nextGoroutine' | 'previousGoroutine' | 'nextGroup' | 'previousGroup';

export interface StepParams extends GroupAtParams {
  readonly step: Step;
  readonly filter?: GroupFilter;
  readonly order?: GroupOrder;
}

/** Where a step from the line leads: to a goroutine of the same group, or to the first of another group. Wraps. */
export const stepRequest = request<StepParams, GoroutineItem | null>('goroutineDump/step');

/** Which goroutine: a group's first, or the one that a zero-based position of the document belongs to. */
export type StackTextParams = OneDumpParams &
  (
    | { readonly key?: GroupKey; readonly groupId: string }
    | { readonly line: number; readonly character?: number }
  );

/** The text of the goroutine, without what is around the dump; null if there is none. */
export const stackTextRequest = request<StackTextParams, string | null>('goroutineDump/stackText');

/**
 * The deduplicated dump: each stack of the groups that the filter shows once, its goroutines' ids below the header. Says in its
 * first line how many goroutines the filter leaves out.
 */
export const dedupRequest = request<GroupsParams, { readonly text: string }>('goroutineDump/dedup');

/** A stack of a race report, with the source places of its frames. */
export interface RaceStackItem {
  readonly role: RaceStack['role'];
  /** As printed, e.g. `Previous write at 0x00c0000ae008 by goroutine 8`. */
  readonly title: string;
  /** Zero-based, of the title. */
  readonly line: number;
  readonly character?: number;
  /** The first frame of the user's own code, else the first that is not the runtime's; absent where there are none. */
  readonly headline?: GroupFrame;
  readonly frames: readonly GroupFrame[];
}

/** A report of the race detector: the two accesses first. */
export interface Race {
  /** How many reports it stands for that differ in addresses and goroutines alone, unless it is 1. */
  readonly times?: number;
  readonly stacks: readonly RaceStackItem[];
}

export interface Races {
  readonly races: readonly Race[];
  /** How many of them the filter leaves out, because it lets the group of no access through. */
  readonly filteredOut: number;
}

/** The reports of the race detector, most frequent first. */
export const racesRequest = request<GroupsParams, Races>('goroutineDump/races');

/** Where the frame's source is. */
export const resolveRequest = request<DumpParams & { readonly frame: SourceFrame }, Resolution>(
  'goroutineDump/resolve',
);

/** What has come of opening a file. */
export interface OpenedFile {
  /** The whole text, unpacked, of a file that is small enough to be a document; absent if the server keeps the dump. */
  readonly text?: string;
  /** For people: why it is not all of the file. */
  readonly warning?: string;
}

/**
 * Has the server read a file that no editor can hand over: too large, packed, or a binary profile. Answers other requests
 * for its uri then, until it is closed. Fails with a message for people.
 */
export const openFileRequest = request<DumpParams, OpenedFile>('goroutineDump/openFile');
export const closeFileNotification = notification<DumpParams>('goroutineDump/closeFile');

/** How far the reading of a file has come, in bytes on disk. */
export const fileProgressNotification = notification<
  DumpParams & { readonly read: number; readonly size: number }
>('goroutineDump/fileProgress');

/** The server has learnt something new about the dump (parsed it again, found its source): ask again. */
export const dumpChangedNotification = notification<DumpParams>('goroutineDump/changed');

/** The user has trusted the workspace after the server's start. */
export const trustGrantedNotification = notification<Record<string, never>>('goroutineDump/trustGranted');

export interface InitializationOptions {
  /** Whether programs (`go env`) may be run. Default: true, for editors without a notion of trust. */
  readonly trusted?: boolean;
  /** Whether the client answers the file requests below, as it has to for a server in a browser. */
  readonly clientFiles?: boolean;
}

/** File access through the client, for a server without a disk. Only `uri`s below a workspace folder. */
export const isFileRequest = request<DumpParams, boolean>('goroutineDump/isFile');
export const readFileRequest = request<DumpParams, string | null>('goroutineDump/readFile');
/** Absolute uris of the workspace's files with one of the names or extensions (`go.mod`, `.go`). */
export const findFilesRequest = request<{ readonly endings: readonly string[] }, readonly string[]>(
  'goroutineDump/findFiles',
);

/** Commands of the client that the server's code lenses name, with their arguments' types. */
export const commands = {
  /** [uri, SourceFrame]: go to the frame's source, with a choice where there are several targets. */
  openFrame: 'goroutineDump.openFrame',
  /** [uri, line, character]: reveal the goroutine's group in the tree. */
  showInTree: 'goroutineDump.showInTree',
  /** [uri, line, character]: go to the next or previous goroutine of the group. */
  nextGoroutine: 'goroutineDump.nextGoroutine',
  previousGoroutine: 'goroutineDump.previousGoroutine',
} as const;

export const dedupScheme = 'goroutine-dedup';

/** What a virtual document of deduplicated text shows. */
export interface DedupView {
  /** Uri of the dump. */
  readonly source: string;
  /** The server has the dump from a file, which is no document of the editor. */
  readonly isFile?: true;
}

/** Uri of the virtual document; its last path segment is `name`, which tabs show. */
export function dedupUri(view: DedupView, name: string): string {
  return `${dedupScheme}:/${encodeURIComponent(name)}?${encodeURIComponent(JSON.stringify(view))}`;
}

/** The view behind a uri that `dedupUri` made; undefined for any other uri. */
export function dedupView(uri: string): DedupView | undefined {
  const query = uri.indexOf('?');
  if (!uri.startsWith(`${dedupScheme}:`) || query < 0) return undefined;
  try {
    return JSON.parse(decodeURIComponent(uri.slice(query + 1))) as DedupView;
  } catch {
    return undefined; // somebody else's uri of our scheme
  }
}
