import { CancellationTokenSource, type Disposable } from 'vscode';

/** One request at a time: a later one cancels the one before, whose answer is dropped. */
export class LatestRequest implements Disposable {
  private running: CancellationTokenSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /**
   * @param load is given what cancels it
   * @returns undefined if a later request has replaced this one
   */
  async ask<T>(
    load: (source: Pick<CancellationTokenSource, 'token' | 'cancel'>) => Promise<T>,
  ): Promise<T | undefined> {
    this.stop();
    const running = (this.running = new CancellationTokenSource());
    const answer = await load(running);
    running.dispose();
    if (this.running !== running) return undefined;
    this.running = undefined;
    return answer;
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
