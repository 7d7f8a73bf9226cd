import type {
  Basis,
  FindingHold as CoreHold,
  FindingKind,
  FindingWait as CoreWait,
  SourceTarget,
  StepRole,
} from '../core';
import type { DumpId } from './dump';
import { request } from './rpc';

export interface FindingWait extends Pick<CoreWait, 'kind'> {
  /** As written in the source. */
  readonly expr?: string;
  /** Of the object that is waited for: `0xc000010000`. */
  readonly address?: string;
  /** One-based line in the source. */
  readonly line?: number;
}

export interface FindingHold extends Pick<CoreHold, 'expr' | 'mode' | 'uri' | 'line'> {
  readonly address?: string;
  /** Released only when the function returns. */
  readonly deferred?: true;
}

/** Goroutines that take part in a finding. */
export interface FindingStep {
  readonly role: StepRole;
  /** Ids of the first ones, if the form has ids. */
  readonly goroutines: readonly number[];
  readonly count: number;
  /** The frame that waits, as the dump prints it. */
  readonly function: string;
  readonly file: string;
  readonly line: number;
  /** Where that frame is in the source. */
  readonly target?: Pick<SourceTarget, 'uri' | 'line'>;
  /** Where the first goroutine begins: zero-based line of its header in the document, and its column unless that is 0. */
  readonly header: { readonly line: number; readonly character?: number };
  readonly waitsFor?: FindingWait;
  readonly holds?: readonly FindingHold[];
}

/** Why goroutines do not go on. */
export interface Finding {
  readonly id: string;
  readonly kind: FindingKind;
  /** `proven` if each step has evidence by address or by unambiguous source. */
  readonly confidence: SourceTarget['confidence'];
  /** One sentence. */
  readonly verdict: string;
  /** How many goroutines do not go on because of it. */
  readonly affected: number;
  /** Each waits for the next one; in a circle, the last for the first. Then those that queue behind them. */
  readonly steps: readonly FindingStep[];
  readonly evidence: readonly string[];
  /** Candidates that are none, and why. */
  readonly rejected: readonly string[];
  readonly advice?: string;
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
