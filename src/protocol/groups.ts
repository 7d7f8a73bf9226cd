import {
  type Background,
  type Frame,
  type GroupKey,
  type GroupOrder,
  type PartKey,
  type Selection,
  type ShownCounts,
  type StateClass,
} from '../core';
import { type DumpId } from './dump';
import { request } from './rpc';

/**
 * What the goroutines of a group have in common; default: `stack`. With several keys, each group by one key has parts by
 * the next one.
 */
export type GroupKeys = GroupKey | readonly PartKey[];

export interface GroupsParams extends DumpId {
  readonly key?: GroupKeys;
  /** Selects the goroutines to group. Default: all. */
  readonly filter?: Selection;
  /** Largest count first (the default), or longest wait first. */
  readonly order?: GroupOrder;
  /** Ids of the only groups to return. Default: all. The counts in the answer are of all. */
  readonly ids?: readonly string[];
}

export interface GroupFrame extends Frame {
  /** Whether the frame is user code. */
  readonly userCode: boolean;
  /** Whether the frame belongs to the Go runtime; absent if not. */
  readonly runtime?: true;
  /** Number of frames that the dump leaves out after this one; 0 if unknown. */
  readonly elided?: number;
}

export interface Group {
  /** The same for the same keys and values, even in another version of the document. */
  readonly id: string;
  readonly count: number;
  /** The count without a filter, if it differs. */
  readonly fullCount?: number;
  /** What the group was made by. */
  readonly key: PartKey;
  /** What the goroutines have in common, in full, e.g. a state or a package; absent if their stacks say it. */
  readonly title?: string;
  /** What the goroutines do now: `RWMutex.Lock`; empty in forms without states, and if they do not all do the same. */
  readonly wait: string;
  /**
   * A short name that no other group of the section, or part of the group, has together with its wait:
   * `subscribeSession`.
   */
  readonly name: string;
  /** The name as a narrow list shows it, elided where it is the same as another one; absent if that is the whole name. */
  readonly narrowName?: string;
  /** The id, if the group is one goroutine. */
  readonly goroutine?: number;
  readonly states: Readonly<Record<string, number>>;
  readonly waitMinutes: { readonly min: number; readonly max: number };
  readonly class: StateClass;
  /**
   * The frame that names the group: the first one in user code, else the first outside the runtime, unless a rule for names folds
   * it.
   */
  readonly headline: GroupFrame;
  /** The stack of the group's first goroutine, innermost frame first. */
  readonly frames: readonly GroupFrame[];
  readonly createdBy?: GroupFrame;
  /** Why the goroutines are rarely what somebody looks for; absent if any of them is not like that. */
  readonly background?: Pick<Background, 'kind' | 'reason'>;
  /** The object whose lock the goroutines of a group by lock wait for; absent if it is not known. */
  readonly owner?: { readonly type: string; readonly address: string };
  /**
   * Who may hold that lock: groups that have its owner among their arguments and do not wait for it. They are parts of other
   * groups by the same keys, and not filtered.
   */
  readonly mayHold?: readonly Group[];
  /** The parts by the next key by which there are several; absent if there is no such key. */
  readonly groups?: readonly Group[];
  /** Zero-based line of the first goroutine's header. */
  readonly line: number;
  /** Zero-based column; absent if 0. */
  readonly character?: number;
}

export interface Groups extends ShownCounts {
  /** How many groups of the key the filter hides. */
  readonly hidden: number;
  /** Without groups of data race accesses, which `racesRequest` returns as reports. */
  readonly groups: readonly Group[];
}

export const groupsRequest = request<GroupsParams, Groups>('goroutineDump/groups');
