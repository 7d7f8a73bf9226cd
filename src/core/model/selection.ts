import type { StateClass } from './state';

/** What a filter selects: the goroutines that meet all conditions. */
export interface Selection {
  /** Part of a function, a file, a state or a label of the goroutine, or of the title of its group, in any case. */
  readonly text?: string | undefined;
  /** A function of the stack, or the one that created the goroutine, exactly as printed. */
  readonly function?: string | undefined;
  /** Empty for all. */
  readonly classes?: readonly StateClass[] | undefined;
  /** Ids of groups that are left out as a whole. */
  readonly hidden?: readonly string[] | undefined;
}
