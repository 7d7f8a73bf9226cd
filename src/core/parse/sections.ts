import { IdSet } from '../bytes/idSet';
import { idNumbers } from '../model/goroutines';
import type { Dump } from '../model/dump';
import type { Section, SectionKind } from '../model/section';
import { countBetween } from './columns';

/** What a text says of where its dumps begin. Lines are zero-based. */
export type Mark = MarkText & {
  /** How many goroutines and other entries of the columns stand before it. */
  readonly index: number;
};

type MarkText =
  /** What follows is of another service, container or test. */
  | { readonly kind: 'stream'; readonly source: string }
  /** `==> name <==` */
  | { readonly kind: 'title'; readonly source: string; readonly line: number }
  | { readonly kind: 'preamble'; readonly title: string; readonly line: number }
  /** `-----`, after which a thread block repeats the preamble. */
  | { readonly kind: 'threadSeparator' }
  /** Entries of a form follow; goroutines have no title of their own. */
  | { readonly kind: 'entries'; readonly of: SectionKind; readonly title: string; readonly line: number }
  /** The entries around it tell of the goroutine with the id, NaN for the main one. */
  | { readonly kind: 'named'; readonly id: number };

/** Notes what a text says of its dumps while it is read. */
export class SectionMarks {
  readonly marks: Mark[] = [];
  private entries: SectionKind | undefined;

  constructor(private readonly goroutines: { readonly length: number }) {}

  add(mark: MarkText): void {
    addMark(this.marks, { ...mark, index: this.goroutines.length });
    if (mark.kind === 'stream' || mark.kind === 'title') this.entries = undefined;
  }

  /** An entry of the form is about to be added. */
  beginEntries(of: SectionKind, title: string, line: number): void {
    if (of === this.entries && of !== 'profile') return;
    this.add({ kind: 'entries', of, title, line });
    this.entries = of;
  }

  /** The preamble that no goroutine has followed, in a text without any. */
  get openPreamble(): string | undefined {
    const stream = this.marks.findLastIndex(({ kind }) => kind === 'stream' || kind === 'title');
    return this.marks.slice(stream + 1).find((mark) => mark.kind === 'preamble')?.title;
  }
}

/** Adds a mark, unless it changes nothing: a log may have millions of lines that look like the beginning of a dump. */
function addMark(marks: Mark[], mark: Mark): void {
  const kindAt = (after: number) => {
    const other = marks.at(-after);
    return other?.index === mark.index ? other.kind : undefined;
  };
  if (mark.kind === 'title') {
    while (['title', 'preamble', 'threadSeparator'].includes(kindAt(1) ?? '')) marks.pop();
  } else if (mark.kind === 'threadSeparator') {
    if (kindAt(1) === mark.kind) return;
  } else if (mark.kind === 'preamble') {
    if (kindAt(1) === mark.kind && kindAt(2) === mark.kind) return;
    // A separator takes the preamble after it away: a second pair of them does what the first has done.
    if (kindAt(1) === 'threadSeparator' && kindAt(2) === mark.kind && kindAt(3) === 'threadSeparator') {
      marks.pop();
      return;
    }
  }
  marks.push(mark);
}

/**
 * Tells several dumps in one text apart: a new one begins with a preamble, or with a goroutine id that the present
 * one has had already. The per-thread blocks of `GOTRACEBACK=crash`, divided by `-----`, repeat both and begin none.
 */
export function sectionsOf(
  { goroutines, states }: Pick<Dump, 'goroutines' | 'states'>,
  marks: readonly Mark[],
): readonly Section[] {
  return new SectionReader(goroutines, states).read(marks);
}

class SectionReader {
  private readonly starts: Omit<Section, 'goroutineCount' | 'goroutines'>[] = [];
  /** Of each section, the goroutines that a race report names. */
  private readonly named = new Map<number, Set<number>>();
  private entries: SectionKind = 'goroutines';
  private stream: string | undefined;
  private source = '';
  private isNewSource = false;
  private titleLine: number | undefined;
  private ids = new IdSet();
  private preamble: { readonly title: string; readonly line: number } | undefined;
  private inThreadBlocks = false;
  private atThreadBlock = false;

  constructor(
    private readonly goroutines: Dump['goroutines'],
    private readonly states: Dump['states'],
  ) {}

  read(marks: readonly Mark[]): readonly Section[] {
    let index = 0;
    for (const mark of marks) {
      this.addGoroutines(index, mark.index);
      index = mark.index;
      this.take(mark);
    }
    this.addGoroutines(index, this.goroutines.length);
    return this.build();
  }

  private take(mark: Mark): void {
    switch (mark.kind) {
      case 'stream':
        this.stream = mark.source;
        this.beginSource(mark.source);
        return;
      case 'title':
        this.beginSource([this.stream, mark.source].filter(Boolean).join(' '), mark.line);
        return;
      case 'preamble':
        if (this.atThreadBlock) this.atThreadBlock = false;
        else this.preamble ??= mark;
        return;
      case 'threadSeparator':
        this.inThreadBlocks = this.atThreadBlock = this.starts.length > 0;
        return;
      case 'entries':
        this.beginEntries(mark);
        return;
      case 'named': {
        const section = this.starts.length - 1;
        const ids = this.named.get(section) ?? new Set();
        this.named.set(section, ids.add(mark.id));
      }
    }
  }

  private beginSource(source: string, titleLine?: number): void {
    this.source = source;
    this.isNewSource = true;
    this.titleLine = titleLine;
    this.preamble = undefined;
  }

  /** Entries of one kind are one section, but for profiles. */
  private beginEntries({ of, title, line, index }: Mark & { readonly kind: 'entries' }): void {
    this.entries = of;
    if (of === 'goroutines') return; // each goroutine may begin a section
    const isSame = this.starts.at(-1)?.kind === of && !this.isNewSource;
    if (isSame && of !== 'profile') return;
    this.begin(of, this.preamble ?? { title, line }, index);
  }

  private addGoroutines(from: number, to: number): void {
    if (this.entries !== 'goroutines') return;
    const ids = idNumbers(this.goroutines.id);
    for (let index = from; index < to; index++) {
      if (this.isAtBeginning) {
        this.begin('goroutines', this.preamble ?? { title: '', line: this.goroutines.line[index]! }, index);
        this.ids.addNew(ids, index, index + 1);
        continue;
      }
      index = this.ids.addNew(ids, index, to);
      if (index < to && !this.inThreadBlocks) this.beginAtRepeated(index);
    }
  }

  /** Whether the next goroutine begins a section whatever its id is. */
  private get isAtBeginning(): boolean {
    return this.preamble !== undefined || this.starts.at(-1)?.kind !== 'goroutines' || this.isNewSource;
  }

  /** Begins a section with a goroutine whose id the present one has had already. */
  private beginAtRepeated(index: number): void {
    const { line } = this.goroutines;
    const ids = idNumbers(this.goroutines.id);
    // A goroutine that dumps itself and all others comes first and is running: it belongs to what follows.
    const previous = index - 1;
    const isFirst = previous > this.starts.at(-1)!.firstGoroutine && this.isRunning(previous);
    const first = isFirst ? previous : index;
    this.begin('goroutines', { title: '', line: line[first]! }, first);
    this.ids.addNew(ids, first, index + 1);
  }

  private isRunning(index: number): boolean {
    return this.states[this.goroutines.state[index]!]!.reason === 'running';
  }

  private begin(
    kind: SectionKind,
    { title, line }: { readonly title: string; readonly line: number },
    firstGoroutine: number,
  ): void {
    const { source, titleLine = line } = this;
    this.starts.push({ kind, title, line, titleLine, source, firstGoroutine });
    this.isNewSource = false;
    this.titleLine = undefined;
    this.preamble = undefined;
    this.inThreadBlocks = this.atThreadBlock = false;
    this.ids = new IdSet();
  }

  private build(): readonly Section[] {
    return this.starts.map((start, n) => {
      const end = this.starts[n + 1]?.firstGoroutine ?? this.goroutines.length;
      const goroutines = this.told(n, start.kind, start.firstGoroutine, end);
      return { ...start, goroutineCount: end - start.firstGoroutine, goroutines };
    });
  }

  private told(section: number, kind: SectionKind, from: number, to: number): number {
    if (kind === 'stacks') return 0;
    if (kind === 'races') return this.named.get(section)?.size ?? 0;
    return countBetween(this.goroutines.count, from, to);
  }
}
