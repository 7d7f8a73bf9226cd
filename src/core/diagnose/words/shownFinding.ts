import type { CodePosition, Finding, FindingHold, FindingStep, FindingWait } from '../findings/finding';

/** A finding as people read it: ids and addresses as text, positions as uris and one-based lines. */
export interface ShownFinding extends Pick<
  Finding,
  'kind' | 'confidence' | 'verdict' | 'affected' | 'evidence' | 'rejected'
> {
  readonly steps: readonly ShownStep[];
  /** How many parties the steps leave out, besides those queued behind the others. */
  readonly omitted?: number;
  readonly advice?: string;
  /** The dump that it is about, where the text has several: its number among the sections, and its title. */
  readonly section?: { readonly index: number; readonly title: string };
}

export interface ShownStep extends Pick<FindingStep, 'role' | 'count' | 'function' | 'file' | 'line'> {
  /** Ids of the first ones, if the form has ids. */
  readonly goroutines: readonly number[];
  /** Where the frame is in the source. */
  readonly target?: CodePosition;
  readonly waitsFor?: ShownWait;
  readonly holds?: readonly ShownHold[];
}

export interface ShownWait extends Pick<FindingWait, 'kind'> {
  /** As written in the source. */
  readonly expr?: string;
  /** Of the object that is waited for: `0xc000010000`. */
  readonly address?: string;
  /** One-based line in the source. */
  readonly line?: number;
}

export interface ShownHold extends Pick<FindingHold, 'expr' | 'mode' | 'uri' | 'line'> {
  readonly address?: string;
  /** Released only when the function returns. */
  readonly deferred?: true;
}

/** Whether the finding is above `possible`. */
export function isClaimed({ confidence }: Pick<ShownFinding, 'confidence'>): boolean {
  return confidence !== 'possible';
}

/** What findings are based on. */
export interface Basis {
  /** How many different stacks were looked at. */
  readonly stacks: number;
  /** How many of their frames are outside the standard library, and for how many of these the source was used. */
  readonly frames: number;
  readonly framesWithSource: number;
  /**
   * Which addresses of locks and channels the dump shows: `all` with the frames of the runtime, `some` among the arguments of
   * other frames.
   */
  readonly addresses: 'all' | 'some' | 'none';
}

/** The steps that wait in a cycle or hold what is waited for, without those queued behind them. */
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

/** Whether each party waits for the next one, and the last for the first. The last one may not be among the steps. */
export function isCycle({ kind, omitted }: Pick<ShownFinding, 'kind' | 'omitted'>): boolean {
  return (kind === 'deadlock' || kind === 'selfDeadlock') && omitted === undefined;
}
