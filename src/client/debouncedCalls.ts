/** Debounces callbacks, separately for each key. */
export class DebouncedCalls<Key> {
  private readonly timers = new Map<Key, ReturnType<typeof setTimeout>>();

  /** @param delay milliseconds */
  constructor(private readonly delay: number) {}

  /** Calls back once the delay has passed without another call for the key. */
  call(key: Key, callback: () => void): void {
    clearTimeout(this.timers.get(key));
    const timer = setTimeout(() => {
      this.timers.delete(key);
      callback();
    }, this.delay);
    this.timers.set(key, timer);
  }

  /** Cancels all pending calls. */
  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }
}
