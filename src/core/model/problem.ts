/** Kind of a problem; `too-many` stands for all problems above the limit. */
export type ProblemCode =
  'no-goroutines' | 'no-stack' | 'no-header' | 'unknown-line' | 'cut-off' | 'count-too-large' | 'too-many';

/** Something in the text that could not be read. The text itself is never lost. */
export interface Problem {
  readonly code: ProblemCode;
  /** Zero-based line. */
  readonly line: number;
  /** Zero-based line after the last affected line. */
  readonly endLine: number;
  /** One sentence that says what was found and what was expected. */
  readonly message: string;
}
