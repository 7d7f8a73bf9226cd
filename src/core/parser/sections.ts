import type { Section, SectionKind } from '../model';
import type { GoroutineColumns } from './columns';
import { IdSet } from './idSet';

const preamble =
  /^(?:panic: |fatal error: |SIG[A-Z]+[0-9]*: |Signal \d|\d{4}\/\d\d\/\d\d [\d:.]+ http: panic serving )/;

/** Whether the line is the first of what a process prints before its stacks. */
export function isPreamble(line: string): boolean {
  return preamble.test(line);
}

/**
 * Tells several dumps in one text apart: a new one begins with a preamble, or with a goroutine id that the present
 * one has had already. The per-thread blocks of `GOTRACEBACK=crash`, divided by `-----`, repeat both and begin none.
 */
export class SectionLog {
  private readonly starts: Omit<Section, 'goroutineCount' | 'goroutines'>[] = [];
  /** Of each section, the goroutines that a race report names. */
  private readonly named = new Map<number, Set<number>>();
  private source = '';
  private isNewStream = false;
  private ids = new IdSet();
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

  /** Entries of another form are about to be added; those of one kind are one section, but for profiles. */
  beginRecords(kind: Exclude<SectionKind, 'goroutines'>, title: string, line: number): void {
    const isSame = this.starts.at(-1)?.kind === kind && !this.isNewStream;
    if (isSame && kind !== 'profile') return;
    this.begin(
      { kind, title: this.preamble?.title ?? title, line: this.preamble?.line ?? line },
      this.goroutines.count,
    );
  }

  /** The section at hand tells of the goroutine with the id, NaN for the main one. */
  name(id: number): void {
    const section = this.starts.length - 1;
    const ids = this.named.get(section) ?? new Set();
    this.named.set(section, ids.add(id));
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
    const isOtherKind = this.starts.at(-1)?.kind !== 'goroutines';
    if (this.preamble !== undefined || isOtherKind || this.isNewStream) {
      this.begin({ kind: 'goroutines', ...(this.preamble ?? { title: '', line }) }, index);
    } else {
      if (this.ids.add(id) || this.inThreadBlocks) return;
      // A goroutine that dumps itself and all others comes first and is running: it belongs to what follows.
      const first = this.starts.at(-1)!.firstGoroutine;
      const previous = index - 1;
      if (previous > first && isRunning(previous)) {
        this.begin({ kind: 'goroutines', title: '', line: this.goroutines.lineOf(previous) }, previous);
        this.ids.add(this.goroutines.idOf(previous));
      } else {
        this.begin({ kind: 'goroutines', title: '', line }, index);
      }
    }
    this.ids.add(id);
  }

  build(): readonly Section[] {
    return this.starts.map((start, n) => {
      const end = this.starts[n + 1]?.firstGoroutine ?? this.goroutines.count;
      const goroutines = this.told(n, start.kind, start.firstGoroutine, end);
      return { ...start, goroutineCount: end - start.firstGoroutine, goroutines };
    });
  }

  private told(section: number, kind: SectionKind, from: number, to: number): number {
    if (kind === 'stacks') return 0;
    return kind === 'races' ? (this.named.get(section)?.size ?? 0) : this.goroutines.timesBetween(from, to);
  }

  private begin(at: Pick<Section, 'kind' | 'title' | 'line'>, firstGoroutine: number): void {
    this.starts.push({ ...at, source: this.source, firstGoroutine });
    this.isNewStream = false;
    this.preamble = undefined;
    this.inThreadBlocks = this.atThreadBlock = false;
    this.ids = new IdSet();
  }
}
