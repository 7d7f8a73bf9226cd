import { CancellationTokenSource, type Disposable } from 'vscode';

/** What a request looks at to notice that it is cancelled, and what cancels it. */
export type Cancellable = Pick<CancellationTokenSource, 'token' | 'cancel'>;

/** One request at a time: a later one cancels the one before, whose answer is dropped. */
export class LatestRequest implements Disposable {
  private running: CancellationTokenSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /**
   * @returns undefined if a later request has replaced this one
   */
  async ask<T>(load: (request: Cancellable) => Promise<T>): Promise<T | undefined> {
    this.stop();
    const running = (this.running = new CancellationTokenSource());
    try {
      const answer = await load(running);
      return this.running === running ? answer : undefined;
    } finally {
      running.dispose();
      if (this.running === running) this.running = undefined;
    }
  }

  /** Calls after a pause in milliseconds, unless a request or another call comes before. */
  soon(pause: number, call: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(call, pause);
  }

  dispose(): void {
    this.stop();
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.running?.cancel();
  }
}
