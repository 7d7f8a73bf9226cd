import { lineFeed, quote } from '../bytes/ascii';
import { lastIndex } from '../bytes/lastIndex';
import { unescape } from './escapes';
import { headers, occurrences, preambles } from './headerMarkers';
import { LayerLearner, type LineRewrite, type Run } from './layer';
import { LineKernel } from './lineKernel';
import { escapedFile, escapedLineFeed, Region } from './region';
import { Rewriter, type Rewritten } from './rewriter';
import { type StreamForm, writeText } from './stream';

/** A part of a rewritten text, with the lines of one service, container or test. */
export interface Stream {
  /** Byte offset where it begins. */
  readonly start: number;
  /** The name of the service, container or test; empty if unknown. */
  readonly title: string;
}

export interface RewrittenLines extends Rewritten {
  readonly streams: readonly Stream[];
}

type KernelFor = (text: Uint8Array) => LineKernel | undefined;

/**
 * Removes one layer of prefixes, quotes and indentation from the lines between byte `start` and byte `end`; undefined
 * if there is none.
 *
 * @param kernelFor makes a kernel, which is faster for large texts; undefined if there is none
 */
export function unwrapLines(
  text: Uint8Array,
  start: number,
  end: number,
  kernelFor: KernelFor = (whole) => LineKernel.of(whole),
): RewrittenLines | undefined {
  return new LineUnwrapper(new Region(text, start, end), kernelFor(text)).unwrap();
}

/** A stream and its output. */
type StreamOutput = StreamForm & {
  readonly out: Rewriter;
  /** Offset of its first line; -1 before the first. */
  first: number;
};

/** Lets the kernel take the lines of a stream that begin like the line before, except for digits. */
class SimilarLines {
  /** Number of consecutive calls in which the kernel took hardly anything. */
  private misses = 0;
  /** Number of lines for which the kernel is not called. */
  private pause = 0;
  private hasLearned = false;

  constructor(
    private readonly kernel: LineKernel,
    private readonly stream: StreamForm,
  ) {}

  /** @returns offset of the first line that was not taken */
  take(at: number, until: number, out: Rewriter): number {
    if (this.pause > 0) {
      this.pause--;
      return at;
    }
    const after = this.kernel.take(at, until, out);
    this.misses = after - at < shortRun ? this.misses + 1 : 1;
    const rest = this.misses > fewMisses ? Math.min(this.misses, maxPause) : 0;
    this.pause = after > at ? 1 + rest : rest; // the kernel has already refused the line at `after`
    return after;
  }

  /** Sets the kernel's template to the prefix of a line that was not taken. A single such line may be an exception. */
  learn(text: Uint8Array, start: number, content: number): void {
    if (this.pause > 0 || (this.hasLearned && this.misses < 2)) return;
    const { at, form } = this.stream;
    const template = at.template(text, start, content);
    if (template === undefined || form === 'cell') return;
    this.kernel.setTemplate(template, form);
    this.hasLearned = true;
  }
}

/** In bytes. Calling the kernel for a shorter run is not worthwhile. */
const shortRun = 256;
const fewMisses = 4;
const maxPause = 64;

class LineUnwrapper {
  private readonly streams: StreamOutput[] = [];
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
    const runs = first === undefined ? [region] : this.takeStream(first);
    const { streams, rewrites } = learner.learnRest(runs);
    if (this.streams.length === 0 && streams.length === 0 && rewrites.length === 0) return undefined;
    const others = streams.map((stream) => this.output(stream));
    for (const run of runs) this.applyRest(run, others, rewrites);
    return this.build();
  }

  private output(stream: StreamForm, out = new Rewriter(this.region.text)): StreamOutput {
    const output = { ...stream, out, first: -1 };
    this.streams.push(output);
    return output;
  }

  /** Writes all lines of a stream. @returns the other lines */
  private takeStream(stream: StreamForm): readonly Run[] {
    const { region, kernel } = this;
    const { text, start, end: regionEnd } = region;
    const out =
      kernel === undefined ? new Rewriter(text, region) : new Rewriter(text, undefined, regionEnd - start);
    const output = this.output(stream, out);
    const similar = kernel && new SimilarLines(kernel, stream);
    const others: Run[] = [];
    let othersStart = -1;
    const endOthers = (at: number) => {
      if (othersStart >= 0) others.push({ start: othersStart, end: at });
      othersStart = -1;
    };
    for (let at = start; at < regionEnd;) {
      const taken = similar?.take(at, regionEnd, out) ?? at;
      if (taken > at) {
        endOthers(at);
        if (output.first < 0) output.first = at;
        at = taken;
        continue;
      }
      const end = region.lineEnd(at);
      const after = Math.min(end + 1, regionEnd);
      const content = stream.at.match(text, at, end);
      if (content < 0) {
        if (othersStart < 0) othersStart = at;
      } else {
        endOthers(at);
        similar?.learn(text, at, content);
        this.writeLine(output, at, content, end, after);
      }
      at = after;
    }
    endOthers(regionEnd);
    return others;
  }

  private applyRest(run: Run, streams: readonly StreamOutput[], rewrites: readonly LineRewrite[]): void {
    const { text } = this.region;
    let next = lastIndex(rewrites.length, (index) => rewrites[index]!.start < run.start) + 1;
    let plainFrom = -1;
    const flush = (to: number) => {
      if (plainFrom >= 0) this.copyPlain(plainFrom, to);
      plainFrom = -1;
    };
    for (let at = run.start; at < run.end;) {
      const end = this.region.lineEnd(at);
      const after = Math.min(end + 1, run.end);
      while (rewrites[next] !== undefined && rewrites[next]!.start < at) next++;
      const rewrite = rewrites[next]?.start === at ? rewrites[next] : undefined;
      if (rewrite !== undefined) {
        flush(at);
        at = this.applyRewrite(rewrite, end, after);
        continue;
      }
      let content = -1;
      const stream = streams.find((each) => (content = each.at.match(text, at, end)) >= 0);
      if (stream !== undefined) {
        flush(at);
        this.writeLine(stream, at, content, end, after);
      } else if (plainFrom < 0) plainFrom = at;
      at = after;
    }
    flush(run.end);
  }

  private writeLine(stream: StreamOutput, start: number, content: number, end: number, after: number): void {
    const { out } = stream;
    if (stream.first < 0) stream.first = start;
    if (stream.form === 'bare') {
      out.copy(content, stream.at.isPartial ? end : after);
      return;
    }
    writeText(stream, out, this.region.text, content, end);
    if (!out.isAtLineStart && stream.form !== 'terminated') out.insert(lineFeed, end);
  }

  /** @returns offset after the last line that was rewritten */
  private applyRewrite(rewrite: LineRewrite, end: number, after: number): number {
    const { plain } = this;
    const { text } = this.region;
    if (this.plainFirst < 0) this.plainFirst = rewrite.start;
    switch (rewrite.kind) {
      case 'split':
        this.splitLine(rewrite.start, rewrite.at, after);
        return after;
      case 'strings':
        for (const string of rewrite.strings) {
          unescape(plain, text, string.start, string.end, 'quoted');
          if (!plain.isAtLineStart) plain.insert(lineFeed, string.end);
        }
        return after;
      case 'escaped':
        if (rewrite.scope === 'all') unescape(plain, text, rewrite.start, end, 'all');
        else this.writeStrings(rewrite.start, end);
        if (!plain.isAtLineStart) plain.insert(lineFeed, end);
        return after;
      case 'block': {
        const { header, prefix } = rewrite;
        let at = rewrite.start;
        if (header !== undefined) this.splitLine(at, header, after);
        for (at = header === undefined ? at : after; at < rewrite.end;) {
          const lineEnd = this.region.lineEnd(at);
          const next = Math.min(lineEnd + 1, rewrite.end);
          plain.copy(Math.max(at, prefix.match(text, at, lineEnd)), next);
          at = next;
        }
        return rewrite.end;
      }
    }
  }

  /** Writes the text before byte `at` as a line of its own, unless it is blank. */
  private splitLine(start: number, at: number, after: number): void {
    const { plain } = this;
    if (this.region.decode(start, at, at - start).trim() !== '') {
      plain.copy(start, at);
      plain.insert(lineFeed, at);
    }
    plain.copy(at, after);
  }

  /** Writes the strings of the line that contain stacks, each followed by a line feed. */
  private writeStrings(start: number, end: number): void {
    const { plain } = this;
    const { text } = this.region;
    for (let open = this.region.nextQuote(start, end); open < end;) {
      const close = this.region.nextQuote(open + 1, end);
      if (escapedLineFeed.find(text, open + 1, close) >= 0 && this.containsStack(open + 1, close)) {
        unescape(plain, text, open + 1, close, 'quoted');
        if (!plain.isAtLineStart) plain.insert(lineFeed, close);
      }
      open = this.region.nextQuote(close + 1, end);
    }
  }

  private containsStack(start: number, end: number): boolean {
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
      ...this.streams.map(({ first, out, form, at }) => ({
        first,
        title: form === 'bare' ? at.title : '',
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
