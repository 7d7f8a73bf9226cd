import type { CancellationToken } from 'vscode-languageserver';

/** The text of a dump, without what is around it, wherever it is: in a document, or in a file on disk. */
export interface DumpText {
  /**
   * The lines from one zero-based number to another, which is exclusive, without their line ends. Those of goroutines
   * are whole; of what stands far from goroutines, lines may be empty.
   *
   * @throws if the token is cancelled, or the text cannot be read
   */
  readLines(from: number, to: number, token: CancellationToken): Promise<readonly string[]>;
}
