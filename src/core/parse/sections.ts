import { IdSet } from '../bytes/idSet';
import { idNumbers } from '../model/goroutines';
import type { Dump } from '../model/dump';
import type { Section, SectionKind } from '../model/section';
import { countBetween } from './columns';

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

/**
 * Divides a text into sections. A new dump begins with a preamble, or with a goroutine id that the current dump already
 * has. The thread blocks of `GOTRACEBACK=crash`, separated by `-----`, repeat both and do not begin a dump.
 */
export function sectionsOf(
  { goroutines, states }: Pick<Dump, 'goroutines' | 'states'>,
  marks: readonly Mark[],
): readonly Section[] {
  return new SectionReader(goroutines, states).read(marks);
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

  constructor(
    private readonly goroutines: Dump['goroutines'],
    private readonly states: Dump['states'],
  ) {}

  read(marks: readonly Mark[]): readonly Section[] {
    let index = 0;
    for (const mark of marks) {
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

  /** Whether the next goroutine begins a section regardless of its id. */
  private get isAtBeginning(): boolean {
    return this.preamble !== undefined || this.starts.at(-1)?.kind !== 'goroutines' || this.isNewPart;
  }

  /** Begins a section with a goroutine whose id the current section already has. */
  private beginAtRepeated(index: number): void {
    const { line } = this.goroutines;
    const ids = idNumbers(this.goroutines.id);
    // The goroutine that writes a dump comes first and is running, so it belongs to the new section.
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
    const { name, titleLine = line } = this;
    this.starts.push({ kind, title, line, titleLine, name, firstGoroutine });
    this.isNewPart = false;
    this.titleLine = undefined;
    this.preamble = undefined;
    this.inThreadBlocks = this.atThreadBlock = false;
    this.ids = new IdSet();
  }

  private build(): readonly Section[] {
    return this.starts.map((start, n) => {
      const end = this.starts[n + 1]?.firstGoroutine ?? this.goroutines.length;
      const goroutines = this.goroutineTotal(n, start.kind, start.firstGoroutine, end);
      return { ...start, goroutineCount: end - start.firstGoroutine, goroutines };
    });
  }

  private goroutineTotal(section: number, kind: SectionKind, from: number, to: number): number {
    if (kind === 'stacks') return 0;
    if (kind === 'races') return this.named.get(section)?.size ?? 0;
    return countBetween(this.goroutines.count, from, to);
  }
}
