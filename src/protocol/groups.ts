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
