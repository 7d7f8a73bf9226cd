import type { DumpId } from './dump';
import { request } from './rpc';

/** Goroutines with the same stack as another one above them. */
export interface Copies {
  /** Id of the first goroutine with the stack; absent in forms without ids. */
  readonly of?: number;
  /** How many have the stack, the first one included. */
  readonly count: number;
  /**
   * Zero-based lines where all but the first begin, in the order in which they were printed: their headers, unless the text has
   * its newest line first.
   */
  readonly lines: readonly number[];
}

export interface Duplicates {
  readonly copies: readonly Copies[];
  /** Number of goroutines that are left out of `lines`, because the client folds no more ranges. */
  readonly leftOut: number;
}

/** The goroutines of a document that can be folded without hiding a stack. */
export const duplicatesRequest = request<DumpId, Duplicates>('goroutineDump/duplicates');
