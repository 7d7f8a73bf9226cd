import {
  type Background,
  type Frame,
  type GroupKey,
  type GroupOrder,
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
export type GroupKeys = GroupKey | readonly GroupKey[];

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
  /** What the goroutines have in common, e.g. a state or a package; absent if the key is the stack. */
  readonly title?: string;
  /** What the goroutines do now: `RWMutex.Lock`; empty in forms without states, and if the key is not the stack. */
  readonly wait: string;
  /**
   * A short name that no other group of the section, or part of the group, has together with its wait:
   * `subscribeSession`.
   */
  readonly name: string;
  /** The id, if the group is one goroutine. */
  readonly goroutine?: number;
  readonly states: Readonly<Record<string, number>>;
  readonly waitMinutes: { readonly min: number; readonly max: number };
  readonly class: StateClass;
  /** The headline frame: the first frame in user code, else the first outside the runtime. */
  readonly headline: GroupFrame;
  /** The stack of the group's first goroutine, innermost frame first. */
  readonly frames: readonly GroupFrame[];
  readonly createdBy?: GroupFrame;
  /** Why the goroutines are rarely what somebody looks for; absent for all others, and if the key is not the stack. */
  readonly background?: Pick<Background, 'kind' | 'reason'>;
  /** The parts by the next key; absent if there is no such key, or only one part. */
  readonly groups?: readonly Group[];
  /** Zero-based line of the first goroutine's header. */
  readonly line: number;
  /** Zero-based column; absent if 0. */
  readonly character?: number;
}

export interface Groups extends ShownCounts {
  /** Without groups of data race accesses, which `racesRequest` returns as reports. */
  readonly groups: readonly Group[];
}

export const groupsRequest = request<GroupsParams, Groups>('goroutineDump/groups');
