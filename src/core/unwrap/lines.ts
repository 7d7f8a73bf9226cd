import { lineFeed, space } from '../bytes/ascii';
import { lastIndex } from '../bytes/lastIndex';
import { unescape } from './escapes';
import { headers, isStackLine } from './headerMarkers';
import type { JsonString } from './jsonValues';
import { LayerLearner, type Run } from './layer';
import { LineKernel } from './lineKernel';
import type { LineRewrite } from './lineRewrite';
import { maxDecoded, Region } from './region';
import { Rewriter, type Rewritten } from './rewriter';
import { writeStackStrings } from './stackStrings';
import { SimilarLines } from './similarLines';
import { type StreamForm, writeText } from './stream';
import { writeQuotedCell } from './tableColumn';

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

class LineUnwrapper {
  private readonly streams: StreamOutput[] = [];
  private readonly plain: Rewriter;
  private plainFirst = -1;
  /** Streams that are not lines of the region. */
  private readonly parts: { readonly first: number; readonly title: string; readonly out: Rewriter }[] = [];

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
      const continued = content < 0 && othersStart < 0 ? this.takeContinued(output, at) : at;
      if (continued > at) {
        at = continued;
        continue;
      }
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

  /**
   * Writes the lines of goroutines from byte `start` without the prefix of the stream, whose last line is above them: loggers
   * prefix only the first line of a record.
   *
   * @returns offset after them; `start` if there are none
   */
  private takeContinued({ at: lineText, form, first, out }: StreamOutput, start: number): number {
    const { region } = this;
    if (form !== 'bare' || first < 0) return start;
    let at = start;
    while (at < region.end) {
      const end = region.lineEnd(at);
      if (lineText.match(region.text, at, end) >= 0) break;
      let content = at;
      while (region.text[content] === space && content < end) content++;
      const isBlank = content === end && at > start;
      if (!isBlank && !this.isStack(content, end)) break;
      out.copy(content, Math.min(end + 1, region.end));
      at = end + 1;
    }
    return Math.min(at, region.end);
  }

  /** Whether a header or a line of a stack begins at byte `at`, in a line that ends at byte `end`. */
  private isStack(at: number, end: number): boolean {
    const { region } = this;
    if (headers(region.text, at, end).next().value?.at === at) return true;
    return isStackLine(region.decode(at, end, maxDecoded).trimEnd());
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
      case 'string': {
        this.splitLine(rewrite.start, rewrite.open + 1, rewrite.open + 1);
        if (rewrite.isCell) writeQuotedCell(plain, text, rewrite.open + 1, rewrite.end);
        else unescape(plain, text, rewrite.open + 1, rewrite.end, 'all');
        const next = Math.min(this.region.lineEnd(rewrite.end) + 1, this.region.end);
        plain.copy(rewrite.end, next);
        if (rewrite.end === this.region.end && !plain.isAtLineStart) plain.insert(lineFeed, rewrite.end);
        return next;
      }
      case 'strings': {
        for (const [n, group] of rewrite.groups.entries())
          this.writeGroup(group, n === 0 ? plain : this.newPart(group));
        return Math.min(this.region.lineEnd(rewrite.end) + 1, this.region.end);
      }
      case 'escaped':
        if (rewrite.scope === 'all') unescape(plain, text, rewrite.start, end, 'all');
        else writeStackStrings(plain, this.region, rewrite.start, end);
        if (!plain.isAtLineStart) plain.insert(lineFeed, end);
        return after;
      case 'block': {
        const { header, prefix } = rewrite;
        for (let at = rewrite.start; at < rewrite.end;) {
          const lineEnd = this.region.lineEnd(at);
          const next = Math.min(lineEnd + 1, rewrite.end);
          if (header !== undefined && header >= at && header < next) this.splitLine(at, header, next);
          else plain.copy(Math.max(at, prefix.match(text, at, lineEnd)), next);
          at = next;
        }
        return rewrite.end;
      }
    }
  }

  /** Writes each string as a line. */
  private writeGroup(strings: readonly JsonString[], out: Rewriter): void {
    for (const { start, end } of strings) {
      unescape(out, this.region.text, start, end, 'quoted');
      if (!out.isAtLineStart) out.insert(lineFeed, end);
    }
  }

  /** The output of one more stream, whose first string is known. */
  private newPart([first]: readonly JsonString[]): Rewriter {
    const out = new Rewriter(this.region.text);
    this.parts.push({ first: first?.start ?? -1, title: '', out });
    return out;
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

  private copyPlain(start: number, end: number): void {
    if (this.plainFirst < 0) this.plainFirst = start;
    this.plain.copy(start, end);
  }

  private build(): RewrittenLines {
    const parts = [
      { first: this.plainFirst, title: '', out: this.plain },
      ...this.parts,
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
