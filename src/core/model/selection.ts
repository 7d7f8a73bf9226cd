import type { StateClass } from './state';

/** What a filter selects: the goroutines that meet all conditions. */
export interface Selection {
  /**
   * Text in a function, file, state or label of the goroutine, or in the title of its group. Case is ignored.
   */
  readonly text?: string | undefined;
  /** A function of the stack, or of the created-by frame, as printed. Its closures count, too. */
  readonly function?: string | undefined;
  /** Empty selects all. */
  readonly classes?: readonly StateClass[] | undefined;
  /** Ids of groups that are left out. */
  readonly hidden?: readonly string[] | undefined;
}
