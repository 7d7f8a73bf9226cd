/** Milliseconds: a crash later than this after another one is not the same fault again. */
const memory = 10 * 60_000;

/** Recent crashes of the server. */
export class Crashes {
  private times: readonly number[] = [];
  private isStopped = false;

  /** @param now milliseconds since any fixed time */
  constructor(private readonly now: () => number = Date.now) {}

  add(): void {
    const now = this.now();
    this.times = [...this.times.filter((time) => now - time < memory), now];
    this.isStopped ||= this.times.length > 1;
  }

  /** Whether the server is not to be restarted by itself any more; holds until `forget`. */
  get areTooMany(): boolean {
    return this.isStopped;
  }

  forget(): void {
    this.times = [];
    this.isStopped = false;
  }
}
