import type { CancellationToken } from 'vscode-languageserver';
import { throwIfCancelled } from '../turns';

/** Something that is read from the text of a dump, once. */
export class ReadOnce<Result> {
  private result: Result | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly readAll: (token: CancellationToken) => Promise<Result>) {}

  /** What was read; undefined until then. */
  get found(): Result | undefined {
    return this.result;
  }

  /** Reads it. A second caller waits for the first, and reads it itself if the first is cancelled. */
  read(token: CancellationToken): Promise<void> {
    const before = this.last.catch(() => undefined);
    this.last = before.then(async () => {
      throwIfCancelled(token);
      this.result ??= await this.readAll(token);
    });
    return this.last;
  }
}
