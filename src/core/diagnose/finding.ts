import type { GoroutineIndex } from '../model/goroutines';
import type { WaitKind } from '../waits/wait';
import type { Confidence } from '../source/resolveFrame';

export type FindingKind =
  /** Parties wait for each other in a circle. */
  | 'deadlock'
  /** A goroutine waits for a lock that it holds itself. */
  | 'selfDeadlock'
  /** A lock is held by a goroutine that waits for something else, or is busy. */
  | 'lockHeld'
  /** A lock was taken on a way that returns without releasing it. */
  | 'lostUnlock'
  /** Nobody in the dump can serve the channel, WaitGroup or Cond. */
  | 'noCounterpart'
  | 'nilChannel'
  /** Waiters for a lock of which nothing but its address is known, and who may hold it. */
  | 'lockWaiters';

/** What a step of a finding does in it. */
export type StepRole = 'holder' | 'waiter' | 'queued' | 'candidate';

export interface FindingStep {
  readonly role: StepRole;
  /** Members, in the order of the text. */
  readonly goroutines: readonly GoroutineIndex[];
  /** How many goroutines they stand for. */
  readonly count: number;
  /** The frame where the wait was asked for, or the innermost known one. */
  readonly function: string;
  readonly file: string;
  /** One-based, as in the dump. */
  readonly line: number;
  /** Where the frame is in the source; undefined without. */
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
  /** One-based line where the lock was taken. */
  readonly line: number;
  readonly mode: 'read' | 'write';
  /** Released only when the function returns. */
  readonly isDeferred: boolean;
}

/** Why one party does not go on. Each stands for one goroutine of many, or for all of them. */
export interface Finding {
  /** The same for the same circle of the same dump. */
  readonly id: string;
  readonly kind: FindingKind;
  /** `proven` if each step has evidence by address or by unambiguous source. */
  readonly confidence: Confidence;
  /** One sentence. */
  readonly verdict: string;
  /** How many goroutines do not go on because of it. */
  readonly affected: number;
  /** Each waits for the next one; in a circle, the last for the first. Then those that queue behind. */
  readonly steps: readonly FindingStep[];
  readonly evidence: readonly string[];
  /** Candidates that were rejected, and why. */
  readonly rejected: readonly string[];
  readonly advice: string | undefined;
}
