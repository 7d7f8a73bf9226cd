import type { GoroutineIndex } from '../../model/goroutines';
import type { WaitKind } from '../../waits/wait';
import type { Confidence } from '../../source/resolveFrame';

export type FindingKind =
  /** Parties wait for each other in a cycle. */
  | 'deadlock'
  /** A goroutine waits for a lock that it holds itself. */
  | 'selfDeadlock'
  /** A lock is held by a goroutine that waits for something else, or is busy. */
  | 'lockHeld'
  /** A function returned without releasing a lock that it had acquired. */
  | 'lostUnlock'
  /** No goroutine in the dump can serve the channel, WaitGroup or Cond. */
  | 'noCounterpart'
  | 'nilChannel'
  /** Goroutines that wait for a lock of which only the address is known, and those that may hold it. */
  | 'lockWaiters';

/** The part that a step plays in its finding. */
export type StepRole =
  | 'holder'
  | 'waiter'
  | 'queued'
  /** It may hold the lock. */
  | 'candidate'
  /** Its function serves others that wait, but it stands past the place where it does. */
  | 'counterpart';

export interface FindingStep {
  readonly role: StepRole;
  /** In the order of the text. */
  readonly goroutines: readonly GoroutineIndex[];
  /** How many goroutines they stand for. */
  readonly count: number;
  /** Of the innermost frame outside the standard library. */
  readonly function: string;
  readonly file: string;
  /** One-based, as in the dump. */
  readonly line: number;
  /** Where the frame is in the source; undefined without source. */
  readonly target: CodePosition | undefined;
  readonly waitsFor: FindingWait | undefined;
  readonly holds: readonly FindingHold[];
}

/** A one-based line of a source file. */
export interface CodePosition {
  readonly uri: string;
  readonly line: number;
}

export interface FindingWait {
  readonly kind: WaitKind;
  /** As written in the source. */
  readonly expr: string | undefined;
  readonly address: number | undefined;
  /** One-based line in the source; undefined without source. */
  readonly line: number | undefined;
}

export interface FindingHold {
  readonly expr: string;
  readonly address: number | undefined;
  readonly uri: string;
  /** One-based line where the lock was acquired. */
  readonly line: number;
  readonly mode: 'read' | 'write';
  /** Released only when the function returns. */
  readonly isDeferred: boolean;
}

/** Why goroutines do not proceed. */
export interface Finding {
  /** The same for the same finding in the same dump. */
  readonly id: string;
  readonly kind: FindingKind;
  /** `proven` if an address or unambiguous source is evidence for each step. */
  readonly confidence: Confidence;
  /** One sentence. */
  readonly verdict: string;
  /** How many goroutines do not proceed because of it. */
  readonly affected: number;
  /** Each waits for the next one; in a cycle, the last for the first. Those queued behind them follow. */
  readonly steps: readonly FindingStep[];
  /** How many parties `steps` leaves out, besides those queued behind the others. */
  readonly omitted: number;
  readonly evidence: readonly string[];
  /** Candidates that were rejected, and why. */
  readonly rejected: readonly string[];
  readonly advice: string | undefined;
}
