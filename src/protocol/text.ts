import { type GroupKey } from '../core';
import { type DumpId } from './dump';
import { type GroupsParams } from './groups';
import { request } from './rpc';

/**
 * Identifies a goroutine: the first of a group, or the one at a zero-based position of the document. If the goroutine at the
 * position does not have the given id, the goroutine with that id is meant.
 */
export type StackTextParams = DumpId &
  (
    | { readonly key?: GroupKey; readonly groupId: string }
    | { readonly line: number; readonly character?: number; readonly id?: number }
  );

/** The text of the goroutine, without the layers around the dump; null if there is no goroutine. */
export const stackTextRequest = request<StackTextParams, string | null>('goroutineDump/stackText');

/**
 * The deduplicated dump: each stack of the selected goroutines once, with their ids below the header. The first line
 * says how many goroutines the filter leaves out.
 */
export const dedupRequest = request<GroupsParams, { readonly text: string }>('goroutineDump/dedup');
