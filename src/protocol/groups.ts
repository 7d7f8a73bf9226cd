import {
  type EntryCounts,
  type Frame,
  type GroupFilter,
  type GroupKey,
  type GroupOrder,
  type StateClass,
} from '../core';
import { type DumpId } from './dump';
import { request } from './rpc';

export interface GroupsParams extends DumpId {
  /** Default: `stack`. */
  readonly key?: GroupKey;
  readonly filter?: GroupFilter;
  /** Largest count first (the default), or longest wait first. */
  readonly order?: GroupOrder;
}

export interface GroupFrame extends Frame {
  /** Whether the frame is user code. */
  readonly userCode: boolean;
  /** Number of frames that the dump leaves out after this one; 0 if unknown. */
  readonly elided?: number;
}

export interface Group {
  /** The same for the same key and stack, also in another version of the document. */
  readonly id: string;
  readonly count: number;
  /** What the goroutines have in common, e.g. a state or a package; absent if the key is the stack. */
  readonly title?: string;
  readonly states: Readonly<Record<string, number>>;
  readonly waitMinutes: { readonly min: number; readonly max: number };
  readonly class: StateClass;
  /** The headline frame: the first frame in user code, else the first outside the runtime. */
  readonly headline: GroupFrame;
  /** The stack of the group's first goroutine, innermost frame first. */
  readonly frames: readonly GroupFrame[];
  readonly createdBy?: GroupFrame;
  /** Zero-based line of the first goroutine's header. */
  readonly line: number;
  /** Zero-based column; absent if 0. */
  readonly character?: number;
}

export interface Groups {
  readonly groups: readonly Group[];
  /** Counts of these groups. */
  readonly shown: GroupCounts;
  /** Counts of the groups that the filter leaves out. */
  readonly filteredOut: GroupCounts;
}

export interface GroupCounts extends EntryCounts {
  /** Number of groups, including those of accesses of data races. */
  readonly groups: number;
}

export const groupsRequest = request<GroupsParams, Groups>('goroutineDump/groups');
