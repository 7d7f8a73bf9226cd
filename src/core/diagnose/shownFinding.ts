import type { Confidence } from '../source/resolveFrame';
import type { WaitKind } from '../waits/wait';
import type { FindingKind, StepRole } from './finding';

/** A finding as people read it: ids and addresses as text, positions as uris and one-based lines. */
export interface ShownFinding {
  readonly kind: FindingKind;
  readonly confidence: Confidence;
  readonly verdict: string;
  readonly affected: number;
  readonly steps: readonly ShownStep[];
  readonly evidence: readonly string[];
  readonly rejected: readonly string[];
  readonly advice?: string;
}

export interface ShownStep {
  readonly role: StepRole;
  /** Ids of the first ones, if the form has ids. */
  readonly goroutines: readonly number[];
  readonly count: number;
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly target?: { readonly uri: string; readonly line: number };
  readonly waitsFor?: ShownWait;
  readonly holds?: readonly ShownHold[];
}

export interface ShownWait {
  readonly kind: WaitKind;
  readonly expr?: string;
  readonly address?: string;
  readonly line?: number;
}

export interface ShownHold {
  readonly expr: string;
  readonly mode: 'read' | 'write';
  readonly uri: string;
  readonly line: number;
  readonly deferred?: true;
}

/** What findings are based on. */
export interface Basis {
  /** How many different stacks were looked at. */
  readonly stacks: number;
  /** How many of their frames are outside the standard library, and of how many of these the source was used. */
  readonly frames: number;
  readonly framesWithSource: number;
  /** Whether the dump shows the frames of the runtime, and with them the addresses of locks and channels. */
  readonly showsAddresses: boolean;
}

/** Those that wait in a circle or hold what is waited for, without those that queue behind them. */
export function partiesOfFinding<Step extends Pick<ShownStep, 'role'>>(
  steps: readonly Step[],
): readonly Step[] {
  return steps.filter(({ role }) => role !== 'queued');
}

export function queuedOfFinding<Step extends Pick<ShownStep, 'role'>>(
  steps: readonly Step[],
): readonly Step[] {
  return steps.filter(({ role }) => role === 'queued');
}

/** Whether each party waits for the next one, and the last for the first. */
export function isCircle({ kind }: Pick<ShownFinding, 'kind'>): boolean {
  return kind === 'deadlock' || kind === 'selfDeadlock';
}
