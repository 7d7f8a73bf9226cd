import { backslash, quote } from '../bytes/ascii';
import { headerStartPattern } from '../lines/headerStart';
import type { EscapeScope } from './escapes';
import { prefixOfFrame } from './framePrefix';
import { type HeaderMarker, headers, occurrences, preambles } from './headerMarkers';
import { recordStrings } from './jsonRecords';
import type { JsonString } from './jsonValues';
import { Prefix } from './prefix';
import { escapedFile, escapedLineFeed, type Region } from './region';
import type { StreamForm } from './stream';
import { maxPrefixLength, StreamForms } from './streamForms';

/** Maximum distance of the first header from a cause, in bytes. */
const causeLength = 4096;
/** Lines below a header that are searched for its first frame. */
const frameLinesSearched = 6;

const escapedHeader = new RegExp(String.raw`^${headerStartPattern()}(?:[^"\\\n]|\\+")*?:\\+n`);
const escapedPreamble = /^(?:[^"\\\n]|\\+")*\\+n/;

/** A line, or contiguous lines, outside all streams that have to be rewritten. Offsets are bytes. */
export type LineRewrite =
  /** The text before byte `at` is a separate line. */
  | { readonly kind: 'split'; readonly start: number; readonly at: number }
  /** Each of the strings in the line has a line of a dump. */
  | { readonly kind: 'strings'; readonly start: number; readonly strings: readonly JsonString[] }
  /** The line contains whole stacks whose line feeds are escaped. */
  | { readonly kind: 'escaped'; readonly start: number; readonly scope: EscapeScope }
  /**
   * The lines up to `end` have a prefix. The first one has another, of any form, if its content begins at `header`: the
   * header of a goroutine, after e.g. a list marker or the text of a test.
   */
  | {
      readonly kind: 'block';
      readonly start: number;
      readonly end: number;
      readonly prefix: Prefix;
      readonly header: number | undefined;
    };

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
        if (!this.isEscapedFrom(start, lineEnd, marker.kind)) continue;
        this.rewrites.push({ kind: 'escaped', start, scope: 'all' });
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
      this.learnQuoted(open, start, end, kind === 'header' || this.region.text[at - 1] === quote);
      return end;
    }
    if (this.forms.addColumn(start, at, end)) return end;
    if (kind === 'header' && escapedLineFeed.find(this.region.text, at, end) >= 0) {
      this.rewrites.push({ kind: 'escaped', start, scope: 'all' });
      return end;
    }
    if (at - start <= maxPrefixLength) {
      const example = this.region.decode(start, at, maxPrefixLength);
      if (example.trim() === '') return this.learnIndentation(example, start, end, kind);
      if (this.forms.addPrefix(example, 'bare', end)) return end;
    }
    if (kind === 'header') return this.learnFrames(at, start, end);
    if (this.isGluedCause(start, at, end)) this.rewrites.push({ kind: 'split', start, at });
    return end;
  }

  /** Whether a goroutine follows the cause, and the text before it, e.g. `<failure>` or `^\\`, is no part of a sentence. */
  private isGluedCause(start: number, at: number, end: number): boolean {
    if (/\p{L} ?$/u.test(this.region.decode(Math.max(start, at - 8), at, 8))) return false;
    const until = Math.min(end + causeLength, this.run.end);
    const { value: header } = headers(this.region.text, end, until).next();
    return header?.at !== undefined && this.region.lineStart(header.at, end) === header.at;
  }

  /**
   * Learns the prefix of the frames below a header from the frames themselves, where the header has another one.
   *
   * @returns offset after the frames; the end of the line if they have no prefix
   */
  private learnFrames(at: number, start: number, end: number): number {
    const prefix = this.framePrefix(end);
    if (prefix === undefined) {
      this.rewrites.push({ kind: 'split', start, at });
      return end;
    }
    const after = this.blockEnd(prefix, Math.min(end + 1, this.run.end));
    this.rewrites.push({ kind: 'block', start, end: after, prefix, header: at });
    return after;
  }

  /** The prefix of the two lines of a frame after byte `end`; undefined if there is no frame, or no prefix. */
  private framePrefix(end: number): Prefix | undefined {
    const lines: string[] = [];
    for (let at = end + 1, n = 0; at < this.region.end && n < frameLinesSearched && lines.length < 2; n++) {
      const lineEnd = this.region.lineEnd(at);
      const line = this.region.decode(at, lineEnd, maxPrefixLength * 2);
      if (line.trim() !== '') lines.push(line);
      at = lineEnd + 1;
    }
    const [first, second] = lines;
    return first === undefined || second === undefined ? undefined : prefixOfFrame(first, second);
  }

  /** A string with one line belongs to a stream of similar lines. A string with several lines is a whole stack. */
  private learnQuoted(open: number, start: number, end: number, isWorthAlone: boolean): void {
    const { text } = this.region;
    const close = this.region.nextQuote(open + 1, end);
    const example = this.region.decode(start, open + 1, maxPrefixLength + 1);
    const isWhole = escapedLineFeed.find(text, open + 1, close - 2) >= 0;
    const isDocker = /^\{"log": ?"$/.test(example);
    if (!isWhole || isDocker) {
      const isTerminated = isDocker || (text[close - 2] === backslash && text[close - 1] === 0x6e);
      if (this.forms.addColumn(start, open + 1, end)) return;
      const isRegular = this.forms.beginNextLines(new Prefix(example), end);
      if (!isRegular && (this.addRecords(open, start, end) || this.forms.addField(open, start, end))) return;
      if (this.forms.addPrefix(example, isTerminated ? 'terminated' : 'quoted', end)) return;
    }
    if (isWorthAlone) this.rewrites.push({ kind: 'escaped', start, scope: 'quoted' });
  }

  /** @returns offset after the lines with the same indentation; the end of the line if there are none */
  private learnIndentation(example: string, start: number, end: number, kind: HeaderMarker['kind']): number {
    const prefix = new Prefix(example);
    if (kind === 'preamble') {
      if (this.isWholeChecked) return end;
      this.isWholeChecked = true;
      // A panic after another one is indented by a tab, so only a text that is indented as a whole is wrapped.
      if (this.blockEnd(prefix, this.run.start) < this.run.end) return end;
      this.rewrites.push({
        kind: 'block',
        start: this.run.start,
        end: this.run.end,
        prefix,
        header: undefined,
      });
      return this.run.end;
    }
    if (!this.forms.isConfirmed(prefix, end)) return this.learnFrames(start + example.length, start, end);
    const first = this.blockStart(prefix, start);
    const after = this.blockEnd(prefix, Math.min(end + 1, this.run.end));
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

  private addRecords(open: number, start: number, end: number): boolean {
    const strings = recordStrings(this.region.text, start, end, open + 1);
    if (strings.length > 0) this.rewrites.push({ kind: 'strings', start, strings });
    return strings.length > 0;
  }

  /** Start of the first of the contiguous lines before byte `start` that begin with the prefix or are empty. */
  private blockStart(prefix: Prefix, start: number): number {
    const last = this.rewrites.at(-1);
    const lastEnd = last?.kind === 'block' ? last.end : last && this.region.lineEnd(last.start) + 1;
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

  /** Offset after the contiguous lines from byte `start` that begin with the prefix or are empty. */
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
