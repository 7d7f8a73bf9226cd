import { lineFeed, quote } from '../bytes/ascii';
import { lastIndex } from '../bytes/lastIndex';
import { unescape } from './escapes';
import { headers, occurrences, preambles } from './headerMarkers';
import { LayerLearner, type Run, type PrefixedLines, type LineRewrite } from './layer';
import { LineKernel } from './lineKernel';
import { escapedFile, escapedLineFeed, Region } from './region';
import { Rewriter, type Rewritten } from './rewriter';

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

type KernelFor = (text: Uint8Array) => LineKernel | undefined;

/**
 * Takes one layer of prefixes, quotation and indentation from the lines of a region; undefined if there is none.
 *
 * @param kernelFor what takes the lines of large texts faster, if there is anything
 */
export function unwrapLines(
  text: Uint8Array,
  start: number,
  end: number,
  kernelFor: KernelFor = (whole) => LineKernel.of(whole),
): RewrittenLines | undefined {
  return new LineUnwrapper(new Region(text, start, end), kernelFor(text)).unwrap();
}

/** What is written of a source. */
interface Output extends PrefixedLines {
  readonly out: Rewriter;
  /** Byte of its first line; -1 before. */
  first: number;
}

/** The lines of a source that begin as the one before did, but for digits. */
class AlikeLines {
  /** How often of late hardly anything was taken. */
  private misses = 0;
  /** For how many lines the kernel is not asked. */
  private pause = 0;
  private hasLearned = false;

  constructor(
    private readonly kernel: LineKernel,
    private readonly source: PrefixedLines,
  ) {}

  /** @returns the byte where the first line begins that was not taken */
  take(at: number, until: number, out: Rewriter): number {
    if (this.pause > 0) {
      this.pause--;
      return at;
    }
    const after = this.kernel.take(at, until, out);
    this.misses = after - at < shortRun ? this.misses + 1 : 1;
    const rest = this.misses > fewMisses ? Math.min(this.misses, longestPause) : 0;
    this.pause = after > at ? 1 + rest : rest; // the line at `after` has been refused already
    return after;
  }

  /** A line that was not taken has this prefix; a single one may be an exception. */
  learn(text: Uint8Array, start: number, content: number): void {
    if (this.pause > 0 || (this.hasLearned && this.misses < 2)) return;
    const { prefix, isQuoted, isTerminated } = this.source;
    const template = prefix.template(text, start, content);
    const form = isTerminated ? 'terminated' : isQuoted ? 'quoted' : 'bare';
    if (template === undefined) return;
    this.kernel.setTemplate(template, form);
    this.hasLearned = true;
  }
}

/** In bytes: taking so little is not worth asking the kernel. */
const shortRun = 256;
const fewMisses = 4;
const longestPause = 64;

class LineUnwrapper {
  private readonly sources: Output[] = [];
  private readonly plain: Rewriter;
  private plainFirst = -1;

  constructor(
    private readonly region: Region,
    private readonly kernel: LineKernel | undefined,
  ) {
    this.plain = new Rewriter(region.text);
  }

  unwrap(): RewrittenLines | undefined {
    const { region } = this;
    const learner = new LayerLearner(region);
    const first = learner.learnFirst();
    const runs = first === undefined ? [region] : this.takeSource(first);
    const { sources, rewrites: specials } = learner.learnRest(runs);
    if (this.sources.length === 0 && sources.length === 0 && specials.length === 0) return undefined;
    const others = sources.map((source) => this.output(source));
    for (const run of runs) this.applyRest(run, others, specials);
    return this.build();
  }

  private output(source: PrefixedLines, out = new Rewriter(this.region.text)): Output {
    const output = { ...source, out, first: -1 };
    this.sources.push(output);
    return output;
  }

  /** Writes all lines of a source. @returns those of others */
  private takeSource(source: PrefixedLines): readonly Run[] {
    const { region, kernel } = this;
    const { text, start, end: regionEnd } = region;
    const out =
      kernel === undefined ? new Rewriter(text, region) : new Rewriter(text, undefined, regionEnd - start);
    const output = this.output(source, out);
    const alike = kernel && new AlikeLines(kernel, source);
    const others: Run[] = [];
    let othersStart = -1;
    const endOthers = (at: number) => {
      if (othersStart >= 0) others.push({ start: othersStart, end: at });
      othersStart = -1;
    };
    for (let at = start; at < regionEnd;) {
      const taken = alike?.take(at, regionEnd, out) ?? at;
      if (taken > at) {
        endOthers(at);
        if (output.first < 0) output.first = at;
        at = taken;
        continue;
      }
      const end = region.lineEnd(at);
      const after = Math.min(end + 1, regionEnd);
      const content = source.prefix.match(text, at, end);
      if (content < 0) {
        if (othersStart < 0) othersStart = at;
      } else {
        endOthers(at);
        alike?.learn(text, at, content);
        this.applySource(output, at, content, end, after);
      }
      at = after;
    }
    endOthers(regionEnd);
    return others;
  }

  private applyRest(run: Run, sources: readonly Output[], specials: readonly LineRewrite[]): void {
    const { text } = this.region;
    let next = lastIndex(specials.length, (index) => specials[index]!.start < run.start) + 1;
    let plainFrom = -1;
    const flush = (to: number) => {
      if (plainFrom >= 0) this.copyPlain(plainFrom, to);
      plainFrom = -1;
    };
    for (let at = run.start; at < run.end;) {
      const end = this.region.lineEnd(at);
      const after = Math.min(end + 1, run.end);
      while (specials[next] !== undefined && specials[next]!.start < at) next++;
      const special = specials[next]?.start === at ? specials[next] : undefined;
      if (special !== undefined) {
        flush(at);
        at = this.applySpecial(special, end, after);
        continue;
      }
      let content = -1;
      const source = sources.find(({ prefix }) => (content = prefix.match(text, at, end)) >= 0);
      if (source !== undefined) {
        flush(at);
        this.applySource(source, at, content, end, after);
      } else if (plainFrom < 0) plainFrom = at;
      at = after;
    }
    flush(run.end);
  }

  private applySource(source: Output, start: number, content: number, end: number, after: number): void {
    const { out } = source;
    if (source.first < 0) source.first = start;
    if (!source.isQuoted) {
      out.copy(content, source.prefix.isPartial ? end : after);
      return;
    }
    const isEmpty = content === end;
    if (!isEmpty) unescape(out, this.region.text, content, end, 'quoted');
    if (!out.isAtLineStart && !source.isTerminated) out.insert(lineFeed, end);
  }

  /** @returns the byte after the last line that is dealt with */
  private applySpecial(special: LineRewrite, end: number, after: number): number {
    const { plain } = this;
    const { text } = this.region;
    if (this.plainFirst < 0) this.plainFirst = special.start;
    switch (special.kind) {
      case 'split':
        plain.copy(special.start, special.at);
        plain.insert(lineFeed, special.at);
        plain.copy(special.at, after);
        return after;
      case 'escaped':
        if (special.extent === 'all') unescape(plain, text, special.start, end, 'all');
        else this.writeStrings(special.start, end);
        if (!plain.isAtLineStart) plain.insert(lineFeed, end);
        return after;
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

  /** The strings of the line that hold stacks, a line feed after each. */
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
    return preambles.some((preamble) => {
      const at = occurrences(preamble, this.region.text, start, end).next().value?.at;
      return at !== undefined && this.region.text[at - 1] === quote;
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
