import { type Frame, type GroupKey, type GroupOrder, type Selection } from '../core';
import { type DumpId } from './dump';
import { type GroupKeys } from './groups';
import { request } from './rpc';

export interface GoroutinesParams extends DumpId {
  /** The keys that the group was made with. */
  readonly key?: GroupKeys;
  readonly groupId: string;
  /** Default: all goroutines of the group. */
  readonly filter?: Selection;
  readonly offset: number;
  readonly limit: number;
}

export interface GoroutineItem {
  /** Absent in forms without ids. */
  readonly id?: number;
  /** How many goroutines the entry stands for; absent if 1. */
  readonly count?: number;
  /** Zero-based line of the header. */
  readonly line: number;
  /** Zero-based column; absent if 0. */
  readonly character?: number;
  /** Empty in forms without states. */
  readonly state: string;
  readonly waitMinutes: number;
  /** As `key: value`. */
  readonly labels: readonly string[];
}

/** A page of a group's goroutines that the filter selects, in the order of the text. */
export const goroutinesRequest = request<
  GoroutinesParams,
  { readonly total: number; readonly goroutines: readonly GoroutineItem[] }
>('goroutineDump/goroutines');

/** A page of the ids of the same goroutines; empty in forms without ids. `offset` and `total` count goroutines. */
export const goroutineIdsRequest = request<
  GoroutinesParams,
  { readonly total: number; readonly ids: readonly number[] }
>('goroutineDump/goroutineIds');

export interface FindGoroutineParams extends DumpId {
  /** The first digits of an id; empty for any. */
  readonly digits: string;
  readonly limit: number;
}

export interface FoundGoroutine extends GoroutineItem {
  /** Symbol of the headline frame; empty without a stack. */
  readonly function: string;
  /** The title of its dump, if the text has several. */
  readonly dump?: string;
}

/** The goroutines whose ids begin with the digits: the one with just these digits first, then by id. */
export const findGoroutineRequest = request<
  FindGoroutineParams,
  { readonly total: number; readonly goroutines: readonly FoundGoroutine[] }
>('goroutineDump/findGoroutine');

export interface GroupAtParams extends DumpId {
  /** Zero-based line of the document. */
  readonly line: number;
  /** Zero-based column; default: 0. Needed if a line contains a whole dump. */
  readonly character?: number;
  readonly key?: GroupKey;
}

/**
 * The goroutine at the position, its group, and the index of its section; null outside goroutines. For a deduplicated
 * document, the section is one of the dump that it was made from, while that dump is open.
 */
export const groupAtRequest = request<
  GroupAtParams,
  { readonly section: number; readonly groupId: string; readonly goroutine: GoroutineItem } | null
>('goroutineDump/groupAt');

/** Where a goroutine is in its group. */
export interface GoroutinePlace {
  /** Zero-based line of the goroutine's header. */
  readonly line: number;
  /** Zero-based column; absent if 0. */
  readonly character?: number;
  /** Its number among the entries of the group, from 1. */
  readonly place: number;
  /** How many entries the group has. */
  readonly count: number;
}

/**
 * The place of the goroutine at a position of a document. Null outside goroutines, and for a goroutine that has lenses of its
 * own, e.g. the first of a group.
 */
export const placeAtRequest = request<GroupAtParams, GoroutinePlace | null>('goroutineDump/placeAt');

export interface FrameLineParams extends DumpId {
  /** Zero-based line and column of the header of a goroutine with the frame. */
  readonly line: number;
  readonly character?: number;
  readonly frame: Frame;
}

/**
 * Where the text of the goroutine has the frame, and how many lines that is below the header in the dump's text; null if it
 * has not, e.g. because it is elided.
 */
export const frameLineRequest = request<
  FrameLineParams,
  { readonly line: number; readonly character?: number; readonly below: number } | null
>('goroutineDump/frameLine');

export type Step = 'nextGoroutine' | 'previousGoroutine' | 'nextGroup' | 'previousGroup';

export interface StepParams extends GroupAtParams {
  readonly step: Step;
  readonly filter?: Selection;
  readonly order?: GroupOrder;
}

/**
 * The goroutine that a step from the position leads to: in the same group, or the first of another group. Wraps around.
 * Skips goroutines that the filter does not select, except in a group in which it selects none.
 */
export const stepRequest = request<StepParams, GoroutineItem | null>('goroutineDump/step');
