/** In milliseconds. Crashes that are further apart do not count as repeated. */
const crashWindow = 10 * 60_000;

/** Counts recent crashes of the server. */
export class Crashes {
  private timestamps: readonly number[] = [];
  private isStopped = false;

  /** @param now milliseconds since any fixed time */
  constructor(private readonly now: () => number = Date.now) {}

  add(): void {
    const now = this.now();
    this.timestamps = [...this.timestamps.filter((time) => now - time < crashWindow), now];
    this.isStopped ||= this.timestamps.length > 1;
  }

  /** Whether the server must not be restarted automatically; stays true until `reset`. */
  get areTooMany(): boolean {
    return this.isStopped;
  }

  reset(): void {
    this.timestamps = [];
    this.isStopped = false;
  }
}
