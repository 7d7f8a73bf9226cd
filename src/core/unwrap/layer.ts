import { backslash, quote } from '../bytes/ascii';
import { headerStartPattern } from '../lines/headerStart';
import { framePrefixBelow } from './framePrefix';
import { lineStartPattern } from '../lines/lineStarts';
import { type HeaderMarker, headers, occurrences, preambles } from './headerMarkers';
import { isAboveStack, isGluedCause } from './besideMarker';
import { jsonStart, recordStrings } from './jsonRecords';
import type { LineRewrite } from './lineRewrite';
import { Prefix } from './prefix';
import { blockEnd } from './blockEnd';
import { escapedFile, escapedLineFeed, type Region } from './region';
import type { StreamForm } from './stream';
import { maxPrefixLength, StreamForms } from './streamForms';
import { closingQuote, isCellStart } from './tableColumn';

/** A cause in the text before a header belongs to the dump, not to a prefix. */
const causeInside = new RegExp(lineStartPattern);

const escapedHeader = new RegExp(String.raw`^${headerStartPattern()}(?:[^"\\\n]|\\+")*?:\\+n`);
const escapedPreamble = /^(?:[^"\\\n]|\\+")*\\+n/;

/** Contiguous lines of a region, from byte `start` to byte `end`, exclusive. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** The outermost layer of a text: the forms of its streams, and the lines to rewrite. */
export interface Layer {
  readonly streams: readonly StreamForm[];
  /** Sorted by start. */
  readonly rewrites: readonly LineRewrite[];
}

/**
 * Learns the outermost layer: prefixes, quotes, indentation. The text before a marker that is not at the start of its
 * line suggests a layer, and the lines after it must confirm it.
 */
export class LayerLearner {
  private readonly forms: StreamForms;
  private rewrites: LineRewrite[] = [];
  private isWholeChecked = false;
  /** Offset up to which the text was searched for JSON. */
  private jsonSearched = -1;

  constructor(
    private readonly region: Region,
    private run: Run = region,
  ) {
    this.forms = new StreamForms(region);
  }

  /** The stream of the first dump, which usually has all lines. */
  learnFirst(): StreamForm | undefined {
    const { text, start, end } = this.region;
    this.learn(headers(text, start, end), () => this.forms.streams.length > 0);
    const [first] = this.forms.streams;
    if (first !== undefined) this.rewrites = []; // may contain lines of the stream
    this.jsonSearched = -1;
    return first;
  }

  /** The rest of the layer, from the lines that do not belong to the first stream. */
  learnRest(runs: readonly Run[]): Layer {
    const [first] = this.forms.streams;
    const inRuns = (learn: (run: Run) => void) => {
      for (const run of runs) learn((this.run = run));
    };
    const { text } = this.region;
    if (first !== undefined) {
      inRuns(({ start, end }) => {
        this.learn(headers(text, start, end));
      });
    }
    // Other markers belong to the next layer, if this one has been found.
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
    const streams = first === undefined ? this.forms.streams : this.forms.streams.slice(1);
    return { streams, rewrites: this.rewrites.sort((one, other) => one.start - other.start) };
  }

  private get hasLearned(): boolean {
    return this.forms.streams.length > 0 || this.rewrites.length > 0;
  }

  /** Learns from the text before the markers, in lines that match no known stream. */
  private learn(markers: Generator<HeaderMarker, void, number | undefined>, isEnough = () => false): void {
    let lineEnd = this.run.start;
    let skipTo: number | undefined;
    while (!isEnough()) {
      const { value: marker } = markers.next(skipTo);
      skipTo = undefined;
      if (marker === undefined) return;
      const start = marker.at < lineEnd ? lineEnd : this.region.lineStart(marker.at, lineEnd);
      if (marker.at < start) continue;
      lineEnd = this.region.lineEnd(marker.at);
      if (start === marker.at) {
        // A marker in a label of a clean header is not one that the runtime printed.
        skipTo = lineEnd;
        if (this.isEscapedFrom(start, lineEnd, marker.kind)) {
          this.rewrites.push({ kind: 'escaped', start, scope: 'all' });
        } else if (marker.kind === 'header' && !this.forms.isKnown(start, lineEnd)) {
          const prefix = framePrefixBelow(this.region, lineEnd);
          if (prefix !== undefined) skipTo = this.addBlock(prefix, start, start, lineEnd);
        }
        continue;
      }
      skipTo = Math.max(marker.at + 1, this.learnLine(marker, start, lineEnd));
    }
  }

  /** Whether an escaped line feed follows the marker at the start of the line, with only escaped quotes between them. */
  private isEscapedFrom(start: number, end: number, kind: HeaderMarker['kind']): boolean {
    const line = this.region.decode(start, end, maxPrefixLength);
    return (kind === 'header' ? escapedHeader : escapedPreamble).test(line);
  }

  /** @returns offset up to which nothing is left to learn */
  private learnLine({ at, kind }: HeaderMarker, start: number, end: number): number {
    if (this.forms.isKnown(start, end)) return end;
    const open = this.region.openQuote(start, at);
    if (open >= 0) {
      return this.learnQuoted(open, start, end, kind === 'header' || this.region.text[at - 1] === quote);
    }
    if (this.forms.addColumn(start, at, end)) return end;
    if (kind === 'header' && escapedLineFeed.find(this.region.text, at, end) >= 0) {
      this.rewrites.push({ kind: 'escaped', start, scope: 'all' });
      return end;
    }
    if (at - start <= maxPrefixLength) {
      const example = this.region.decode(start, at, maxPrefixLength);
      if (example.trim() === '') return this.learnIndentation(example, start, end, kind);
      const isPrefix =
        !causeInside.test(example) && !(kind === 'header' && this.isAboveVariant(example, start, at, end));
      if (isPrefix && this.forms.addPrefix(example, 'bare', start, end)) return end;
    }
    if (kind === 'header') return this.learnFrames(at, start, end);
    if (isGluedCause(this.region, start, at, end)) this.rewrites.push({ kind: 'split', start, at });
    return end;
  }

  /**
   * Whether the frames below the header have a prefix that its own one matches, too, although theirs is longer: in comments,
   * gofmt indents them by a tab.
   */
  private isAboveVariant(example: string, start: number, at: number, end: number): boolean {
    const prefix = framePrefixBelow(this.region, end);
    if (prefix === undefined || prefix.match(this.region.text, start, end) === at) return false;
    const [below = ''] = this.region.linesBelow(end, 1);
    const line = new TextEncoder().encode(below);
    return new Prefix(example).match(line, 0, line.length) >= 0;
  }

  /**
   * Learns the prefix of the frames below a header from the frames themselves, where the header has another one.
   *
   * @returns offset after the frames; the end of the line if they have no prefix
   */
  private learnFrames(at: number, start: number, end: number): number {
    const prefix = framePrefixBelow(this.region, end);
    if (prefix !== undefined) return this.addBlock(prefix, at, start, end);
    if (isAboveStack(this.region, at, end)) this.rewrites.push({ kind: 'split', start, at });
    return end;
  }

  /** Adds the lines around the one from byte `start` to byte `end` that have the prefix. @returns offset after them */
  private addBlock(prefix: Prefix, header: number, start: number, end: number): number {
    const first = this.blockStart(prefix, start);
    const after = blockEnd(this.region.text, prefix, { start: end + 1, end: this.run.end });
    this.rewrites.push({ kind: 'block', start: first, end: after, prefix, header });
    return after;
  }

  /** A string with one line belongs to a stream of similar lines. A string with several lines is a whole stack. */
  private learnQuoted(open: number, start: number, end: number, isWorthAlone: boolean): number {
    const { text } = this.region;
    const close = this.region.nextQuote(open + 1, end);
    const example = this.region.decode(start, open + 1, maxPrefixLength + 1);
    const isWhole = escapedLineFeed.find(text, open + 1, close - 2) >= 0;
    const isDocker = /^\{"log": ?"$/.test(example);
    if (isWorthAlone && this.isLong(open, start, end)) return this.learnLongString(open, start);
    if (!isWhole || isDocker) {
      const isTerminated = isDocker || (text[close - 2] === backslash && text[close - 1] === 0x6e);
      if (this.forms.addColumn(start, open + 1, end) || this.forms.addPair(start, open, end)) return end;
      const isRegular = this.forms.beginNextLines(new Prefix(example), end);
      const after = isRegular ? undefined : this.addRecords(open, start, end);
      if (after !== undefined) return after;
      if (!isRegular && this.forms.addField(open, start, end)) return end;
      this.forms.addPrefix(example, isTerminated ? 'terminated' : 'quoted', start, end);
      return end;
    }
    if (isWorthAlone) this.rewrites.push({ kind: 'escaped', start, scope: 'quoted' });
    return end;
  }

  /** Whether the string does not end in its line, but below. */
  private isLong(open: number, start: number, end: number): boolean {
    const { text } = this.region;
    if (isCellStart(text, open, start)) return closingQuote(text, open + 1, end + 1) > end;
    return this.region.nextQuote(open + 1, end) === end;
  }

  /** Learns a string that is not closed in its line. @returns offset after it */
  private learnLongString(open: number, start: number): number {
    const { text } = this.region;
    const isCell = isCellStart(text, open, start);
    const close = isCell
      ? closingQuote(text, open + 1, this.run.end)
      : this.region.nextQuote(open + 1, this.run.end);
    const end = this.region.lineEnd(close);
    this.rewrites.push({ kind: 'string', start, open, end: close, isCell });
    return end;
  }

  /** @returns offset after the lines with the same indentation; the end of the line if there are none */
  private learnIndentation(example: string, start: number, end: number, kind: HeaderMarker['kind']): number {
    const prefix = new Prefix(example);
    if (kind === 'preamble') {
      if (this.isWholeChecked) return end;
      this.isWholeChecked = true;
      // A panic after another one is indented by a tab, so only a text that is indented as a whole is wrapped.
      if (blockEnd(this.region.text, prefix, this.run) < this.run.end) return end;
      this.rewrites.push({
        kind: 'block',
        start: this.run.start,
        end: this.run.end,
        prefix,
        header: undefined,
      });
      return this.run.end;
    }
    if (!this.forms.isConfirmed({ at: prefix, form: 'bare' }, start, end)) {
      return this.learnFrames(start + example.length, start, end);
    }
    const first = this.blockStart(prefix, start);
    const after = blockEnd(this.region.text, prefix, { start: end + 1, end: this.run.end });
    this.rewrites.push({ kind: 'block', start: first, end: after, prefix, header: undefined });
    return after;
  }

  /** Learns lines whose strings contain stacks of loggers, which have no header. */
  private learnEscaped(): void {
    let after = this.run.start;
    for (let at = escapedFile.find(this.region.text, this.run.start, this.run.end); at >= 0;) {
      const start = this.region.lineStart(at, after);
      after = this.region.lineEnd(at);
      const isHeader = headers(this.region.text, start, after).next().value?.at === start;
      if (!isHeader && this.region.openQuote(start, at) >= 0) {
        this.rewrites.push({ kind: 'escaped', start, scope: 'quoted' });
      }
      at = escapedFile.find(this.region.text, after, this.run.end);
    }
  }

  /** Adds the records of the JSON around the string. @returns offset after them; undefined if there are none */
  private addRecords(open: number, start: number, end: number): number | undefined {
    const { text } = this.region;
    const first = jsonStart(this.region, start, this.jsonSearched);
    this.jsonSearched = start;
    if (first === undefined) return undefined;
    const groups = recordStrings(text, first, first === start ? end : this.run.end, open + 1);
    const last = groups.at(-1)?.at(-1);
    if (last === undefined) return undefined;
    const after = this.region.lineEnd(last.end);
    this.rewrites.push({ kind: 'strings', start: first, end: after, groups });
    return after;
  }

  /** Start of the first of the contiguous lines before byte `start` that begin with the prefix or are empty. */
  private blockStart(prefix: Prefix, start: number): number {
    const last = this.rewrites.at(-1);
    const lastEnd =
      last?.kind === 'block' || last?.kind === 'string'
        ? last.end
        : last && this.region.lineEnd(last.start) + 1;
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
}
