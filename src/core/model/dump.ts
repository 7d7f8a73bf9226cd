import type { FrameText } from './frameText';
import { type Goroutines } from './goroutines';
import { type Label } from './label';
import { type Problem } from './problem';
import { type Race } from './race';
import { type Section } from './section';
import { type StackFrame, type Stack } from './stack';
import { type State } from './state';

/** Everything that was read from a text: columns of goroutines, the tables they index, and what could not be read. */
export interface Dump {
  readonly goroutines: Goroutines;
  readonly states: readonly State[];
  readonly labels: readonly (readonly Label[])[];
  readonly frames: readonly StackFrame[];
  readonly stacks: readonly Stack[];
  readonly sections: readonly Section[];
  readonly races: readonly Race[];
  /** Frames that are not in the runtime's form, sorted by line. */
  readonly otherFrames: readonly FrameText[];
  readonly problems: readonly Problem[];
  readonly lineCount: number;
}
