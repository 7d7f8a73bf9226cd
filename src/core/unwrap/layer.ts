import { backslash, quote } from '../bytes/ascii';
import { headerStartPattern } from '../lines/headerStart';
import type { EscapeScope } from './escapes';
import { type HeaderMarker, headers, isStackLine, occurrences, preambles } from './headerMarkers';
import { Prefix } from './prefix';
import { escapedFile, escapedLineFeed, type Region } from './region';

/** In bytes: what is longer is text of a record and no prefix. */
const longestPrefix = 1024;
/** How many lines after an anchor may have to be read until one of the same source comes. */
const linesLooked = 200;
/** Where so many prefixes were none of a source, the next lines have to tell. */
const mostUnconfirmed = 1000;
/** More sources in one text than people run services. */
const mostSources = 256;

const escapedHeader = new RegExp(String.raw`^${headerStartPattern()}(?:[^"\\\n]|\\+")*?:\\+n`);
const escapedPreamble = /^(?:[^"\\\n]|\\+")*\\+n/;
const bullet = /^ *(?:[-*+]|\d+[.)]) +$/;

/** Lines that begin alike, among those of others: of one service, one container, one test. */
export interface PrefixedLines {
  readonly prefix: Prefix;
  /** The text of a line stands in a JSON string. */
  readonly isQuoted: boolean;
  /** Each string ends with its line's `\n`, as Docker writes them: one that does not goes on in the next. */
  readonly isTerminated: boolean;
}

/** A line, or a row of lines, to be treated on its own. All offsets are bytes. */
export type LineRewrite =
  /** What stands before byte `at` is a line of its own. */
  | { readonly kind: 'split'; readonly start: number; readonly at: number }
  /** The line holds whole stacks with their line feeds escaped. */
  | { readonly kind: 'escaped'; readonly start: number; readonly extent: EscapeScope }
  /** The lines to `end` are indented; the first one perhaps by a bullet of the length. */
  | {
      readonly kind: 'indented';
      readonly start: number;
      readonly end: number;
      readonly prefix: Prefix;
      readonly bullet: number;
    };

/** Some lines of a region, from byte `start` to byte `end`. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** What is around the lines of dumps in a text. */
export interface Layer {
  readonly sources: readonly PrefixedLines[];
  /** In the order of the text. */
  readonly rewrites: readonly LineRewrite[];
}

/**
 * Finds out what the outermost layer is: prefixes, quotation, indentation. It follows from what stands before a header
 * that does not begin its line, and must be confirmed by the lines after it.
 */
export class LayerLearner {
  private sources: PrefixedLines[] = [];
  private specials: LineRewrite[] = [];
  private isWholeChecked = false;
  private unconfirmed = 0;

  constructor(
    private readonly region: Region,
    private run: Run = region,
  ) {}

  /** The source of the first dump, whose lines are mostly all there are. */
  learnFirst(): PrefixedLines | undefined {
    const { text, start, end } = this.region;
    this.learn(headers(text, start, end), () => this.sources.length > 0);
    const [first] = this.sources;
    if (first !== undefined) this.specials = []; // lines of the source may be among them
    return first;
  }

  /** What else there is, in lines that are none of the first source's. */
  learnRest(runs: readonly Run[]): Layer {
    const [first] = this.sources;
    const inRuns = (learn: (run: Run) => void) => {
      for (const run of runs) learn((this.run = run));
    };
    const { text } = this.region;
    if (first !== undefined) {
      inRuns(({ start, end }) => {
        this.learn(headers(text, start, end));
      });
    }
    // What is left tells the next layer, should there be more to undo.
    if (!this.hasLearned) {
      for (const preamble of preambles) {
        inRuns(({ start, end }) => {
          this.learn(occurrences(preamble, text, start, end));
        });
      }
    }
    if (!this.hasLearned) {
      inRuns(() => {
        this.learnEscaped();
      });
    }
    const sources = first === undefined ? this.sources : this.sources.slice(1);
    return { sources, rewrites: this.specials.sort((one, other) => one.start - other.start) };
  }

  private get hasLearned(): boolean {
    return this.sources.length > 0 || this.specials.length > 0;
  }

  /** Finds out what stands before the anchors of lines that are not known yet. */
  private learn(anchors: Generator<HeaderMarker, void, number | undefined>, isEnough = () => false): void {
    let lineEnd = this.run.start;
    let skipTo: number | undefined;
    while (!isEnough()) {
      const { value: anchor } = anchors.next(skipTo);
      skipTo = undefined;
      if (anchor === undefined) return;
      const start = anchor.at < lineEnd ? lineEnd : this.region.lineStart(anchor.at, lineEnd);
      if (anchor.at < start) continue;
      lineEnd = this.region.lineEnd(anchor.at);
      if (start === anchor.at) {
        // What a label of a clean header says is nothing that the runtime has printed.
        skipTo = lineEnd;
        if (!this.isEscapedFrom(start, lineEnd, anchor.kind)) continue;
        this.specials.push({ kind: 'escaped', start, extent: 'all' });
        continue;
      }
      skipTo = Math.max(anchor.at + 1, this.learnLine(anchor, start, lineEnd));
    }
  }

  /** Whether what begins the line is followed by a line feed that is escaped, as quotes before it are. */
  private isEscapedFrom(start: number, end: number, kind: HeaderMarker['kind']): boolean {
    const line = this.region.decode(start, end, longestPrefix);
    return (kind === 'header' ? escapedHeader : escapedPreamble).test(line);
  }

  /** @returns the byte up to which nothing is left to learn */
  private learnLine({ at, kind }: HeaderMarker, start: number, end: number): number {
    if (this.isKnown(start, end)) return end;
    const open = this.region.openQuote(start, at);
    if (open >= 0) {
      this.learnQuoted(open, start, end, kind === 'header' || this.region.text[at - 1] === quote);
      return end;
    }
    if (kind === 'header' && escapedLineFeed.find(this.region.text, at, end) >= 0) {
      this.specials.push({ kind: 'escaped', start, extent: 'all' });
      return end;
    }
    if (at - start <= longestPrefix) {
      const example = this.region.decode(start, at, longestPrefix);
      if (example.trim() === '') return this.learnIndentation(example, start, end, kind);
      if (kind === 'header' && bullet.test(example)) {
        const after = this.learnIndentation(' '.repeat(example.length), start, end, kind, example.length);
        if (after > end) return after;
      }
      if (this.addSource(example, 'bare', end)) return end;
    }
    if (kind === 'header') this.specials.push({ kind: 'split', start, at });
    return end;
  }

  /** A string with a single line is one of many alike; a string with several is a stack as a whole. */
  private learnQuoted(open: number, start: number, end: number, isWorthAlone: boolean): void {
    const { text } = this.region;
    const close = this.region.nextQuote(open + 1, end);
    const example = this.region.decode(start, open + 1, longestPrefix + 1);
    const isDocker = /^\{"log": ?"$/.test(example);
    const isWhole = escapedLineFeed.find(text, open + 1, close - 2) >= 0;
    if (!isWhole || isDocker) {
      const isTerminated = isDocker || (text[close - 2] === backslash && text[close - 1] === 0x6e);
      if (this.addSource(example, isTerminated ? 'terminated' : 'quoted', end)) return;
    }
    if (isWorthAlone) this.specials.push({ kind: 'escaped', start, extent: 'quoted' });
  }

  /** @returns the byte up to which the lines are indented alike, or the line's end if they are not */
  private learnIndentation(
    example: string,
    start: number,
    end: number,
    kind: HeaderMarker['kind'],
    bulletLength = 0,
  ): number {
    const prefix = new Prefix(example);
    if (kind === 'preamble') {
      if (this.isWholeChecked) return end;
      this.isWholeChecked = true;
      // A panic after another one is indented by a tab: only a text that is indented as a whole is wrapped.
      if (this.blockEnd(prefix, this.run.start) < this.run.end) return end;
      this.specials.push({
        kind: 'indented',
        start: this.run.start,
        end: this.run.end,
        prefix,
        bullet: 0,
      });
      return this.run.end;
    }
    if (!this.isConfirmed(prefix, end)) {
      this.specials.push({ kind: 'split', start, at: start + example.length });
      return end;
    }
    const first = bulletLength > 0 ? start : this.blockStart(prefix, start);
    const after = this.blockEnd(prefix, Math.min(end + 1, this.run.end));
    this.specials.push({ kind: 'indented', start: first, end: after, prefix, bullet: bulletLength });
    return after;
  }

  /** Lines whose strings hold stacks of loggers, which have no header. */
  private learnEscaped(): void {
    let after = this.run.start;
    for (let at = escapedFile.find(this.region.text, this.run.start, this.run.end); at >= 0;) {
      const start = this.region.lineStart(at, after);
      after = this.region.lineEnd(at);
      const isHeader = headers(this.region.text, start, after).next().value?.at === start;
      if (!isHeader && this.region.openQuote(start, at) >= 0) {
        this.specials.push({ kind: 'escaped', start, extent: 'quoted' });
      }
      at = escapedFile.find(this.region.text, after, this.run.end);
    }
  }

  /** @returns false if the lines from byte `end` on do not tell that it is one */
  private addSource(example: string, form: 'bare' | 'quoted' | 'terminated', end: number): boolean {
    const prefix = new Prefix(example);
    if (this.sources.length >= mostSources || example.length > longestPrefix) return false;
    if (!this.isConfirmed(prefix, end)) return false;
    this.sources.push({
      prefix,
      isQuoted: form !== 'bare',
      isTerminated: form === 'terminated',
    });
    return true;
  }

  /** Whether the lines from byte `end` on tell that the prefix is that of a source, and not the beginning of one line. */
  private isConfirmed(prefix: Prefix, end: number): boolean {
    let isNext = true;
    let start = end + 1;
    const looked = this.unconfirmed < mostUnconfirmed ? linesLooked : 2;
    for (let n = 0; n < looked && start < this.region.end; n++) {
      const lineEnd = this.region.lineEnd(start);
      const after = prefix.match(this.region.text, start, lineEnd);
      if (after >= 0 && lineEnd > start) {
        if (isNext && !prefix.isBlank) return true;
        const rest = this.region.decode(after, lineEnd, longestPrefix);
        if (isStackLine(rest.trimEnd())) return true;
      }
      if (lineEnd > start) isNext = false;
      start = lineEnd + 1;
    }
    const isAlone = isNext && !prefix.isBlank;
    if (!isAlone) this.unconfirmed++;
    return isAlone;
  }

  private isKnown(start: number, end: number): boolean {
    return this.sources.some(({ prefix }) => prefix.match(this.region.text, start, end) >= 0);
  }

  /** The first of the lines before byte `start` that begin with the prefix or are empty. */
  private blockStart(prefix: Prefix, start: number): number {
    const last = this.specials.at(-1);
    const lastEnd = last?.kind === 'indented' ? last.end : last && this.region.lineEnd(last.start) + 1;
    const limit = Math.max(this.run.start, lastEnd ?? 0);
    let first = start;
    for (let at = start; at > limit;) {
      const before = this.region.lineStart(at - 1, limit);
      if (prefix.match(this.region.text, before, at - 1) < 0) break;
      if (at - 1 > before) first = before;
      at = before;
    }
    return first;
  }

  /** After the last of the lines from byte `start` on that begin with the prefix or are empty. */
  private blockEnd(prefix: Prefix, start: number): number {
    let at = start;
    while (at < this.run.end) {
      const end = this.region.lineEnd(at);
      if (prefix.match(this.region.text, at, end) < 0) break;
      at = Math.min(end + 1, this.run.end);
    }
    return at;
  }
}
