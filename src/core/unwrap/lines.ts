import { lastIndex } from '../lastIndex';
import { headers, preambles } from './anchors';
import { unescape } from './escapes';
import { LayerLearner, type Run, type Source, type Special } from './layer';
import { escapedFile, escapedLineFeed, Region } from './region';
import { Rewriter, type Rewritten } from './rewriter';

const lineFeed = 0x0a;
const quote = 0x22;

/** A part of a rewritten text that has the lines of one source. */
export interface Stream {
  /** Byte where it begins. */
  readonly start: number;
  /** What tells the source, e.g. a service's name; empty where nothing does. */
  readonly title: string;
}

export interface RewrittenLines extends Rewritten {
  readonly streams: readonly Stream[];
}

/** Takes one layer of prefixes, quotation and indentation from the lines of a region; undefined if there is none. */
export function unwrapLines(text: Uint8Array, start: number, end: number): RewrittenLines | undefined {
  return new LineUnwrapper(new Region(text, start, end)).unwrap();
}

/** What is written of a source. */
interface Output extends Source {
  readonly out: Rewriter;
  /** Byte of its first line; -1 before. */
  first: number;
}

class LineUnwrapper {
  private readonly sources: Output[] = [];
  private readonly plain: Rewriter;
  private plainFirst = -1;

  constructor(private readonly region: Region) {
    this.plain = new Rewriter(region.text);
  }

  unwrap(): RewrittenLines | undefined {
    const { region } = this;
    const learner = new LayerLearner(region);
    const first = learner.learnFirst();
    const runs = first === undefined ? [region] : this.takeSource(first);
    const { sources, specials } = learner.learnRest(runs);
    if (this.sources.length === 0 && sources.length === 0 && specials.length === 0) return undefined;
    const others = sources.map((source) => this.output(source));
    for (const run of runs) this.applyRest(run, others, specials);
    return this.build();
  }

  /** @param expected where most lines are its */
  private output(source: Source, expected?: Run): Output {
    const output = { ...source, out: new Rewriter(this.region.text, expected), first: -1 };
    this.sources.push(output);
    return output;
  }

  /** Writes all lines of a source. @returns those of others */
  private takeSource(source: Source): readonly Run[] {
    const { region } = this;
    const { text } = region;
    const output = this.output(source, region);
    const others: Run[] = [];
    let othersStart = -1;
    for (let at = region.start; at < region.end;) {
      const end = region.lineEnd(at);
      const behind = Math.min(end + 1, region.end);
      const content = source.prefix.match(text, at, end);
      if (content < 0) {
        if (othersStart < 0) othersStart = at;
      } else {
        if (othersStart >= 0) others.push({ start: othersStart, end: at });
        othersStart = -1;
        this.applySource(output, at, content, end, behind);
      }
      at = behind;
    }
    if (othersStart >= 0) others.push({ start: othersStart, end: region.end });
    return others;
  }

  private applyRest(run: Run, sources: readonly Output[], specials: readonly Special[]): void {
    const { text } = this.region;
    let next = lastIndex(specials.length, (index) => specials[index]!.start < run.start) + 1;
    let plainFrom = -1;
    const flush = (to: number) => {
      if (plainFrom >= 0) this.copyPlain(plainFrom, to);
      plainFrom = -1;
    };
    for (let at = run.start; at < run.end;) {
      const end = this.region.lineEnd(at);
      const behind = Math.min(end + 1, run.end);
      while (specials[next] !== undefined && specials[next]!.start < at) next++;
      const special = specials[next]?.start === at ? specials[next] : undefined;
      if (special !== undefined) {
        flush(at);
        at = this.applySpecial(special, end, behind);
        continue;
      }
      let content = -1;
      const source = sources.find(({ prefix }) => (content = prefix.match(text, at, end)) >= 0);
      if (source !== undefined) {
        flush(at);
        this.applySource(source, at, content, end, behind);
      } else if (plainFrom < 0) plainFrom = at;
      at = behind;
    }
    flush(run.end);
  }

  private applySource(source: Output, start: number, content: number, end: number, behind: number): void {
    const { out } = source;
    if (source.first < 0) source.first = start;
    if (!source.isQuoted) {
      out.copy(content, source.prefix.isPartial ? end : behind);
      return;
    }
    const isEmpty = content === end;
    if (!isEmpty) unescape(out, this.region.text, content, end, 'quoted');
    if (!out.isAtLineStart && !source.isTerminated) out.insert(lineFeed, end);
  }

  /** @returns the byte behind the last line that is dealt with */
  private applySpecial(special: Special, end: number, behind: number): number {
    const { plain } = this;
    const { text } = this.region;
    if (this.plainFirst < 0) this.plainFirst = special.start;
    switch (special.kind) {
      case 'split':
        plain.copy(special.start, special.at);
        plain.insert(lineFeed, special.at);
        plain.copy(special.at, behind);
        return behind;
      case 'escaped':
        if (special.extent === 'all') unescape(plain, text, special.start, end, 'all');
        else this.writeStrings(special.start, end);
        if (!plain.isAtLineStart) plain.insert(lineFeed, end);
        return behind;
      case 'indented': {
        let at = special.start;
        while (at < special.end) {
          const lineEnd = this.region.lineEnd(at);
          const bulletLength = at === special.start ? special.bullet : 0;
          const content = bulletLength > 0 ? at + bulletLength : special.prefix.match(text, at, lineEnd);
          const next = Math.min(lineEnd + 1, special.end);
          plain.copy(Math.max(at, content), next);
          at = next;
        }
        return special.end;
      }
    }
  }

  /** The strings of the line that hold stacks, a line feed behind each. */
  private writeStrings(start: number, end: number): void {
    const { plain } = this;
    const { text } = this.region;
    for (let open = this.region.nextQuote(start, end); open < end;) {
      const close = this.region.nextQuote(open + 1, end);
      if (escapedLineFeed.find(text, open + 1, close) >= 0 && this.holdsStack(open + 1, close)) {
        unescape(plain, text, open + 1, close, 'quoted');
        if (!plain.isAtLineStart) plain.insert(lineFeed, close);
      }
      open = this.region.nextQuote(close + 1, end);
    }
  }

  private holdsStack(start: number, end: number): boolean {
    if (
      escapedFile.find(this.region.text, start, end) >= 0 ||
      !headers(this.region.text, start, end).next().done
    )
      return true;
    return preambles.some((needle) => {
      const at = needle.find(this.region.text, start, end);
      return at >= 0 && this.region.text[at - 1] === quote;
    });
  }

  private copyPlain(start: number, end: number): void {
    if (this.plainFirst < 0) this.plainFirst = start;
    this.plain.copy(start, end);
  }

  private build(): RewrittenLines {
    const parts = [
      { first: this.plainFirst, title: '', out: this.plain },
      ...this.sources.map(({ first, out, isQuoted, prefix }) => ({
        first,
        title: isQuoted ? '' : prefix.title,
        out,
      })),
    ]
      .filter(({ out }) => out.size > 0)
      .sort((a, b) => a.first - b.first);
    const [only, ...others] = parts;
    if (only !== undefined && others.length === 0) {
      return { ...only.out.build(), streams: [{ start: 0, title: only.title }] };
    }
    const whole = new Rewriter(this.region.text);
    const streams: Stream[] = [];
    for (const { title, out } of parts) {
      if (!whole.isAtLineStart) whole.insert(lineFeed, this.region.end);
      streams.push({ start: whole.size, title });
      whole.append(out.build());
    }
    return { ...whole.build(), streams };
  }
}
