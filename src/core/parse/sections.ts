import { IdSet } from '../bytes/idSet';
import { lastIndex } from '../bytes/lastIndex';
import { type GoroutineIndex, idNumbers } from '../model/goroutines';
import type { Dump } from '../model/dump';
import type { Section, SectionKind } from '../model/section';
import { sumOf } from './columns';
import { LaterStacks, withoutGoroutines } from './laterStacks';

/** A place where a section may begin, or what is known about one. Lines are zero-based. */
export type Mark = MarkText & {
  /** Number of entries of the columns before the mark. */
  readonly index: number;
};

type MarkText =
  /** Lines of another service, container or test follow. */
  | { readonly kind: 'stream'; readonly name: string }
  /** `==> name <==` */
  | { readonly kind: 'title'; readonly name: string; readonly line: number }
  | { readonly kind: 'preamble'; readonly title: string; readonly line: number }
  /** `-----`; the thread block after it repeats the preamble. */
  | { readonly kind: 'threadSeparator' }
  /** Entries of a form follow. The title is empty for goroutines. */
  | { readonly kind: 'entries'; readonly of: SectionKind; readonly title: string; readonly line: number }
  /** The race report around it names the goroutine with the id; NaN for the main one. */
  | { readonly kind: 'named'; readonly id: number };

/** Collects the marks while a text is read. */
export class SectionMarks {
  readonly marks: Mark[] = [];
  private entries: SectionKind | undefined;

  constructor(private readonly goroutines: { readonly length: number }) {}

  add(mark: MarkText): void {
    addMark(this.marks, { ...mark, index: this.goroutines.length });
    if (mark.kind === 'stream' || mark.kind === 'title') this.entries = undefined;
  }

  /** Must be called before an entry of the form is added. */
  beginEntries(of: SectionKind, title: string, line: number): void {
    if (of === this.entries && of !== 'profile') return;
    this.add({ kind: 'entries', of, title, line });
    this.entries = of;
  }

  /** The preamble that no goroutine has followed; for a text without goroutines. */
  get openPreamble(): string | undefined {
    const stream = this.marks.findLastIndex(({ kind }) => kind === 'stream' || kind === 'title');
    return this.marks.slice(stream + 1).find((mark) => mark.kind === 'preamble')?.title;
  }
}

/** Adds a mark, unless it has no effect: a log may have millions of lines that look like the beginning of a dump. */
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
    // A separator cancels the preamble after it, so a second pair of them has no effect.
    if (kindAt(1) === 'threadSeparator' && kindAt(2) === mark.kind && kindAt(3) === 'threadSeparator') {
      marks.pop();
      return;
    }
  }
  marks.push(mark);
}

type Undivided = Pick<Dump, 'goroutines' | 'states' | 'stacks'>;

/**
 * Divides a text into sections. A new dump begins with a preamble, or with a goroutine id that the current dump already
 * has. The thread blocks of `GOTRACEBACK=crash`, separated by `-----`, repeat both and do not begin a dump. Neither does
 * a goroutine that comes again with its stack; the one without a stack is left out.
 */
export function divide(undivided: Undivided, marks: readonly Mark[]): Pick<Dump, 'goroutines' | 'sections'> {
  return new SectionReader(undivided).read(marks);
}

class SectionReader {
  private readonly starts: Omit<Section, 'goroutineCount' | 'goroutines'>[] = [];
  /** The goroutines that race reports name, by section. */
  private readonly named = new Map<number, Set<number>>();
  private entries: SectionKind = 'goroutines';
  private stream: string | undefined;
  private name = '';
  private isNewPart = false;
  private titleLine: number | undefined;
  private ids = new IdSet();
  private preamble: { readonly title: string; readonly line: number } | undefined;
  private inThreadBlocks = false;
  private atThreadBlock = false;
  private readonly goroutines: Dump['goroutines'];
  private readonly states: Dump['states'];
  private readonly laterStacks: LaterStacks;

  constructor({ goroutines, states, stacks }: Undivided) {
    this.goroutines = goroutines;
    this.states = states;
    this.laterStacks = new LaterStacks(goroutines, stacks);
  }

  read(marks: readonly Mark[]): ReturnType<typeof divide> {
    let index = 0;
    for (const mark of marks) {
      // The pieces of a long text begin with such a mark each.
      if (mark.kind === 'entries' && mark.of === 'goroutines' && this.entries === mark.of) continue;
      this.addGoroutines(index, mark.index);
      index = mark.index;
      this.apply(mark);
    }
    this.addGoroutines(index, this.goroutines.length);
    return this.build();
  }

  private apply(mark: Mark): void {
    switch (mark.kind) {
      case 'stream':
        this.stream = mark.name;
        this.beginPart(mark.name);
        return;
      case 'title':
        this.beginPart([this.stream, mark.name].filter(Boolean).join(' '), mark.line);
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

  private beginPart(name: string, titleLine?: number): void {
    this.name = name;
    this.isNewPart = true;
    this.titleLine = titleLine;
    this.preamble = undefined;
  }

  /** Consecutive entries of one kind are one section, except for profiles. */
  private beginEntries({ of, title, line, index }: Mark & { readonly kind: 'entries' }): void {
    this.entries = of;
    if (of === 'goroutines') return; // each goroutine may begin a section
    const isSame = this.starts.at(-1)?.kind === of && !this.isNewPart;
    if (isSame && of !== 'profile') return;
    this.begin(of, this.preamble ?? { title, line }, index);
  }

  private addGoroutines(from: number, to: number): void {
    if (this.entries !== 'goroutines') return;
    if (this.isOfOtherThread(from, to)) this.preamble = undefined;
    const ids = idNumbers(this.goroutines.id);
    for (let index = from; index < to; index++) {
      if (this.isAtBeginning) {
        this.begin('goroutines', this.preamble ?? { title: '', line: this.goroutines.line[index]! }, index);
        this.addIds(index, index + 1);
        continue;
      }
      const repeated = this.ids.addNew(ids, index, to);
      this.laterStacks.add(index, repeated);
      index = repeated;
      if (index === to || this.laterStacks.take(index)) continue;
      if (!this.inThreadBlocks) this.beginAtRepeated(index);
    }
  }

  private addIds(from: GoroutineIndex, to: GoroutineIndex): void {
    this.ids.addNew(idNumbers(this.goroutines.id), from, to);
    this.laterStacks.add(from, to);
  }

  /** Whether a thread that panics during the dump says so and prints its goroutine, and no others. */
  private isOfOtherThread(from: GoroutineIndex, to: GoroutineIndex): boolean {
    return to - from === 1 && this.isInDump && this.laterStacks.has(from);
  }

  private get isInDump(): boolean {
    return this.starts.at(-1)?.kind === 'goroutines' && !this.isNewPart;
  }

  /** Whether the next goroutine begins a section regardless of its id. */
  private get isAtBeginning(): boolean {
    return this.preamble !== undefined || !this.isInDump;
  }

  /** Begins a section with a goroutine whose id the current section already has. */
  private beginAtRepeated(index: number): void {
    const { line } = this.goroutines;
    // The goroutine that writes a dump comes first and is running, so it belongs to the new section.
    const previous = index - 1;
    const isFirst = previous > this.starts.at(-1)!.firstGoroutine && this.isWriter(previous);
    const first = isFirst ? previous : index;
    this.begin('goroutines', { title: '', line: line[first]! }, first);
    this.addIds(first, index + 1);
  }

  /** Whether the goroutine may be the one that writes a dump. */
  private isWriter(index: GoroutineIndex): boolean {
    const { reason } = this.states[this.goroutines.state[index]!]!;
    return reason === 'running' && !this.laterStacks.isUnavailable(index);
  }

  private begin(
    kind: SectionKind,
    { title, line }: { readonly title: string; readonly line: number },
    firstGoroutine: number,
  ): void {
    const { name, titleLine = line } = this;
    this.starts.push({ kind, title, line, titleLine, name, firstGoroutine });
    this.isNewPart = false;
    this.titleLine = undefined;
    this.preamble = undefined;
    this.inThreadBlocks = this.atThreadBlock = false;
    this.ids = new IdSet();
    this.laterStacks.beginSection(firstGoroutine);
  }

  private build(): ReturnType<typeof divide> {
    const replaced = this.laterStacks.replaced();
    const goroutines = withoutGoroutines(this.goroutines, replaced);
    const moved = (index: GoroutineIndex) =>
      index - 1 - lastIndex(replaced.length, (n) => replaced[n]! < index);
    const sections = this.starts.map((start, n): Section => {
      const from = moved(start.firstGoroutine);
      const to = moved(this.starts[n + 1]?.firstGoroutine ?? this.goroutines.length);
      const total = this.goroutineTotal(n, start.kind, goroutines.count.subarray(from, to));
      return { ...start, firstGoroutine: from, goroutineCount: to - from, goroutines: total };
    });
    return { goroutines, sections };
  }

  private goroutineTotal(section: number, kind: SectionKind, counts: Uint32Array): number {
    if (kind === 'stacks') return 0;
    if (kind === 'races') return this.named.get(section)?.size ?? 0;
    return sumOf(counts);
  }
}
