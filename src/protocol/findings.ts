import type { Basis, ShownFinding, ShownStep } from '../core';
import type { DumpId } from './dump';
import { request } from './rpc';

/** Goroutines that take part in a finding. */
export interface FindingStep extends ShownStep {
  /** Where the first goroutine begins: zero-based line of its header in the document, and its column unless that is 0. */
  readonly header: { readonly line: number; readonly character?: number };
}

/** Why goroutines do not go on. */
export interface Finding extends Omit<ShownFinding, 'steps'> {
  readonly id: string;
  readonly steps: readonly FindingStep[];
}

export interface Findings {
  /** Most certain first, then by how many goroutines are affected. */
  readonly findings: readonly Finding[];
  /** What limits them, e.g. source that was not used because it is not the source that was built. */
  readonly notes: readonly string[];
  readonly basis: Basis;
}

/** Who waits for whom, from the dump and the source of its frames. */
export const findingsRequest = request<DumpId, Findings>('goroutineDump/findings');
