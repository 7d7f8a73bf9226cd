import { type GroupFilter, type GroupKey, type GroupOrder } from '../core';
import { type DumpUri, type DumpId } from './dump';
import { request } from './rpc';

export interface GoroutinesParams extends DumpId {
  readonly key?: GroupKey;
  readonly groupId: string;
  readonly offset: number;
  readonly limit: number;
}

export interface GoroutineItem {
  /** Absent in forms without ids. */
  readonly id?: number;
  /** How many goroutines the entry stands for, unless it is 1. */
  readonly count?: number;
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

/** A page of the ids of a group's goroutines. Forms without ids have none. @returns `total` counts goroutines, as the offset does */
export const goroutineIdsRequest = request<
  GoroutinesParams,
  { readonly total: number; readonly ids: readonly number[] }
>('goroutineDump/goroutineIds');

export interface GroupAtParams extends DumpUri {
  /** Zero-based line of the document. */
  readonly line: number;
  /** Column; default: the line's first. Matters where a line holds a whole dump. */
  readonly character?: number;
  readonly key?: GroupKey;
}

/**
 * The goroutine at the position, its group, and the index of its section; null outside every goroutine. For a
 * deduplicated document, the section is one of the dump that it was made from, while that is open.
 */
export const groupAtRequest = request<
  GroupAtParams,
  { readonly section: number; readonly groupId: string; readonly goroutine: GoroutineItem } | null
>('goroutineDump/groupAt');

export type Step = 'nextGoroutine' | 'previousGoroutine' | 'nextGroup' | 'previousGroup';

export interface StepParams extends GroupAtParams {
  readonly step: Step;
  readonly filter?: GroupFilter;
  readonly order?: GroupOrder;
}

/** Where a step from the line leads: to a goroutine of the same group, or to the first of another group. Wraps. */
export const stepRequest = request<StepParams, GoroutineItem | null>('goroutineDump/step');
