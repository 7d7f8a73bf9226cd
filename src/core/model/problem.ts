/** Kind of a problem; `too-many` stands for all that are left out. */
export type ProblemCode =
  'no-goroutines' | 'no-stack' | 'no-header' | 'unknown-line' | 'cut-off' | 'count-too-large' | 'too-many';

/** Something in the text that could not be read. The text itself is never lost. */
export interface Problem {
  readonly code: ProblemCode;
  /** Zero-based line. */
  readonly line: number;
  /** Zero-based line after the last one concerned. */
  readonly endLine: number;
  /** What was found and what was expected, in a sentence. */
  readonly message: string;
}
