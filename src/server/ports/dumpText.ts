import type { CancellationToken } from 'vscode-languageserver';

/** The unwrapped text of a dump, in a document or in a file on disk. */
export interface DumpText {
  /**
   * The lines between two zero-based lines (`to` is exclusive), without their line ends. Lines of goroutines are
   * complete; lines far from goroutines may be empty.
   *
   * @throws if the token is cancelled, or the text cannot be read
   */
  readLines(from: number, to: number, token: CancellationToken): Promise<readonly string[]>;
}
