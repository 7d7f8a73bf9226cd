import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { InParts } from '../core';

/** Length of a turn in milliseconds, after which other messages are read. */
const turnLength = 10;

/** Divides long work into turns. Between two turns, the server reads other messages, cancellations included. */
export class Turns {
  private end = performance.now() + turnLength;

  constructor(private readonly token: CancellationToken) {}

  /** Whether the turn has taken long enough. Asking is cheaper than to wait for `next`. */
  get isOver(): boolean {
    return performance.now() >= this.end;
  }

  /** Ends the turn if it has taken long enough. @throws if the work is cancelled */
  async next(): Promise<void> {
    if (!this.isOver) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    throwIfCancelled(this.token);
    this.end = performance.now() + turnLength;
  }
}

/** Iterates over the items in turns, for a loop that may take long. @throws if the work is cancelled */
export async function* inTurns<T>(items: Iterable<T>, token: CancellationToken): AsyncGenerator<T> {
  const turns = new Turns(token);
  for (const item of items) {
    if (turns.isOver) await turns.next();
    yield item;
  }
}

/** Does work that is divided into parts, in turns. @throws if the work is cancelled */
export async function finishInTurns<Result>(
  work: InParts<Result>,
  token: CancellationToken,
): Promise<Result> {
  const turns = new Turns(token);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (turns.isOver) await turns.next();
  }
}

/** Rejects a request that was cancelled while it waited for others. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}

/** Whether `throwIfCancelled` threw the error. */
export function isCancellation(error: unknown): boolean {
  return error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled;
}
