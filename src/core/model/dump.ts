import type { FrameText } from './frameText';
import { type Goroutines } from './goroutines';
import { type Label } from './label';
import { type Problem } from './problem';
import { type Race } from './race';
import { type Section } from './section';
import { type StackFrame, type Stack } from './stack';
import { type State } from './state';

/** All that a text says of goroutines: columns, the tables they point into, and what could not be read. */
export interface Dump {
  readonly goroutines: Goroutines;
  readonly states: readonly State[];
  readonly labels: readonly (readonly Label[])[];
  readonly frames: readonly StackFrame[];
  readonly stacks: readonly Stack[];
  readonly sections: readonly Section[];
  readonly races: readonly Race[];
  /** Frames in the text that are not in the runtime's form, in the order of their lines. */
  readonly otherFrames: readonly FrameText[];
  readonly problems: readonly Problem[];
  readonly lineCount: number;
}
