import { type StackFrame } from './stack';

/** A stack of a race report. */
export interface RaceStack {
  readonly role: 'access' | 'creation' | 'other';
  /** As printed, e.g. `Previous write at 0x00c0000ae008 by goroutine 8`. */
  readonly title: string;
  /** Zero-based line of the title, and the one after its last frame. */
  readonly line: number;
  readonly endLine: number;
  /** Empty where the detector could not restore the stack. */
  readonly frames: readonly StackFrame[];
}

/** What the race detector says of two accesses to the same memory. */
export interface Race {
  /** How many alike reports it stands for in a deduplicated dump; else 1. */
  readonly count: number;
  readonly line: number;
  readonly endLine: number;
  readonly stacks: readonly RaceStack[];
}
