import { type StackFrame } from './stack';

/** A stack of a race report. */
export interface RaceStack {
  readonly role: 'access' | 'creation' | 'other';
  /** As printed, e.g. `Previous write at 0x00c0000ae008 by goroutine 8`. */
  readonly title: string;
  /** Zero-based line of the title. */
  readonly line: number;
  /** Zero-based line after the last frame. */
  readonly endLine: number;
  /** Empty if the detector could not restore the stack. */
  readonly frames: readonly StackFrame[];
}

/** A report of the race detector about two accesses to the same memory. */
export interface Race {
  /** How many equal reports it stands for in a deduplicated dump; else 1. */
  readonly count: number;
  /** Zero-based line where the report begins. */
  readonly line: number;
  /** Zero-based line after the report. */
  readonly endLine: number;
  readonly stacks: readonly RaceStack[];
}
