import type { Confidence } from '../../source/resolveFrame';
import type { Hold } from '../code/held';
import type { Party } from '../parties/party';
import type { Want } from './waitsFor';

const order: readonly Confidence[] = ['possible', 'likely', 'proven'];

export function weaker(one: Confidence, other: Confidence): Confidence {
  return order[Math.min(order.indexOf(one), order.indexOf(other))]!;
}

/** Compares for sorting: the most certain first. */
export function byConfidence(one: Confidence, other: Confidence): number {
  return order.indexOf(other) - order.indexOf(one);
}

export function isAtLeast(one: Confidence, other: Confidence): boolean {
  return order.indexOf(one) >= order.indexOf(other);
}

/** A lock that a party holds, and the index of the frame whose code acquired it. */
export interface HeldLock {
  readonly hold: Hold;
  readonly frame: number;
  readonly address: number | undefined;
  /** As of a want. */
  readonly place: string | undefined;
}

/** One party waits for another one. */
export interface Edge {
  readonly from: Party;
  readonly to: Party;
  readonly want: Want;
  readonly why:
    | 'holds'
    /** A reader waits for the next writer. */
    | 'pendingWriter'
    /** A writer waits for the writer before it. */
    | 'writerBefore'
    | 'receives'
    | 'sends'
    | 'owesDone'
    | 'signals'
    /** The other party has a slot of the semaphore. */
    | 'releases'
    | 'runsOnce';
  readonly held: HeldLock | undefined;
  readonly confidence: Confidence;
  /** Why the edge exists, in a few words; for edges other than those of locks, what the other party does. */
  readonly evidence: string;
}

/** One party waits for what the code of another one does, as far as names in the source tell. */
export function likelyEdge(from: Party, to: Party, want: Want, why: Edge['why'], evidence: string): Edge {
  return { from, to, want, why, held: undefined, confidence: 'likely', evidence };
}

/** A candidate that was rejected, and why. */
export interface Rejected {
  readonly from: Party;
  readonly to: Party;
  readonly why: string;
}
