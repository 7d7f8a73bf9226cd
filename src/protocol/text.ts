import { type GroupKey } from '../core';
import { type DumpId } from './dump';
import { type GroupsParams } from './groups';
import { request } from './rpc';

/** Which goroutine: a group's first, or the one that a zero-based position of the document belongs to. */
export type StackTextParams = DumpId &
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
