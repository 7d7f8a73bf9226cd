import type { Basis, ShownFinding, ShownStep } from '../core';
import type { DumpId } from './dump';
import { request } from './rpc';

/** Goroutines that take part in a finding. */
export interface FindingStep extends ShownStep {
  /** Header of the first goroutine: zero-based line and column in the document; no column if it is 0. */
  readonly header: { readonly line: number; readonly character?: number };
}

/** Why goroutines make no progress. */
export interface Finding extends Omit<ShownFinding, 'steps'> {
  readonly id: string;
  readonly steps: readonly FindingStep[];
}

export interface Findings {
  /** Most certain first, then by how many goroutines are affected. */
  readonly findings: readonly Finding[];
  /** What limits the findings, e.g. source that was not used because it differs from what was built. */
  readonly notes: readonly string[];
  readonly basis: Basis;
}

/** Who waits for whom, from the dump and the source of its frames. */
export const findingsRequest = request<DumpId, Findings>('goroutineDump/findings');
