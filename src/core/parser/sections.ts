import type { Section } from '../model';
import type { GoroutineColumns } from './columns';

const preamble =
  /^(?:panic: |fatal error: |SIG[A-Z]+[0-9]*: |Signal \d|goroutine profile: |\d{4}\/\d\d\/\d\d [\d:.]+ http: panic serving )/;

/** Whether the line is the first of what a process prints before its stacks. */
export function isPreamble(line: string): boolean {
  return preamble.test(line);
}

/** Whether the preamble is that of a pprof profile with `debug=1`, which counts the goroutines of each stack. */
export function isCountedProfile(title: string): boolean {
  return title.startsWith('goroutine profile: ');
}

/**
 * Tells several dumps in one text apart: a new one begins with a preamble, or with a goroutine id that the present
 * one has had already. The per-thread blocks of `GOTRACEBACK=crash`, divided by `-----`, repeat both and begin none.
 */
export class SectionLog {
  private readonly starts: { title: string; source: string; line: number; firstGoroutine: number }[] = [];
  private source = '';
  private isNewStream = false;
  private ids = new Set<number>();
  private preamble: { readonly title: string; readonly line: number } | undefined;
  private inThreadBlocks = false;
  private atThreadBlock = false;

  constructor(private readonly goroutines: GoroutineColumns) {}

  /** What follows is of another service, container or test. */
  beginStream(source: string): void {
    this.source = source;
    this.isNewStream = true;
    this.preamble = undefined;
  }

  addPreamble(title: string, line: number): void {
    if (this.atThreadBlock) this.atThreadBlock = false;
    else this.preamble ??= { title, line };
  }

  /** `-----`, behind which a thread block repeats the preamble. */
  addThreadSeparator(): void {
    this.inThreadBlocks = this.atThreadBlock = this.starts.length > 0;
  }

  /** The preamble that no goroutine has followed yet. */
  get openPreamble(): string | undefined {
    return this.preamble?.title;
  }

  /** The goroutine with this index is about to be added. */
  addGoroutine(id: number, line: number, isRunning: (index: number) => boolean): void {
    const index = this.goroutines.count;
    if (this.preamble !== undefined || this.starts.length === 0 || this.isNewStream) {
      this.begin(this.preamble ?? { title: '', line }, index);
    } else if (id !== 0 && this.ids.has(id) && !this.inThreadBlocks) {
      // A goroutine that dumps itself and all others comes first and is running: it belongs to what follows.
      const first = this.starts.at(-1)!.firstGoroutine;
      const previous = index - 1;
      if (previous > first && isRunning(previous)) {
        this.begin({ title: '', line: this.goroutines.lineOf(previous) }, previous);
        this.ids.add(this.goroutines.idOf(previous));
      } else {
        this.begin({ title: '', line }, index);
      }
    }
    this.ids.add(id);
  }

  build(): readonly Section[] {
    return this.starts.map((start, n) => {
      const end = this.starts[n + 1]?.firstGoroutine ?? this.goroutines.count;
      return { ...start, goroutineCount: end - start.firstGoroutine };
    });
  }

  private begin(at: { readonly title: string; readonly line: number }, firstGoroutine: number): void {
    this.starts.push({ ...at, source: this.source, firstGoroutine });
    this.isNewStream = false;
    this.preamble = undefined;
    this.inThreadBlocks = this.atThreadBlock = false;
    this.ids = new Set();
  }
}
