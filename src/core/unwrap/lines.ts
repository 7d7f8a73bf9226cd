import { type Anchor, headers, isStackLine, occurrences, preambles } from './anchors';
import { type Extent, unescape } from './escapes';
import { Prefix } from './prefix';
import { Rewriter, type Rewritten } from './rewriter';
import { Needle } from './search';

const lineFeed = 0x0a;
const quote = 0x22;
const backslash = 0x5c;

/** In bytes: what is longer is text of a record and no prefix. */
const longestPrefix = 1024;
/** How many lines behind an anchor may have to be read until one of the same source comes. */
const linesLooked = 200;
/** Where so many prefixes were none of a source, the next lines have to tell. */
const mostUnconfirmed = 1000;
/** More sources in one text than people run services. */
const mostSources = 256;

/** Lines that begin alike, among those of others: of one service, one container, one test. */
interface Source {
  readonly prefix: Prefix;
  /** The text of a line stands in a JSON string. */
  readonly isQuoted: boolean;
  /** Each string ends with its line's `\n`, as Docker writes them: one that does not goes on in the next. */
  readonly isTerminated: boolean;
  readonly out: Rewriter;
  /** Byte of its first line; -1 before. */
  first: number;
}

/** A line, or a row of lines, to be treated on its own. */
type Special =
  /** What stands before byte `at` is a line of its own. */
  | { readonly kind: 'split'; readonly start: number; readonly at: number }
  /** The line holds whole stacks with their line feeds escaped. */
  | { readonly kind: 'escaped'; readonly start: number; readonly extent: Extent }
  /** The lines to byte `end` are indented. */
  | {
      readonly kind: 'indented';
      readonly start: number;
      readonly end: number;
      readonly prefix: Prefix;
      readonly bullet: number;
    };

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

/**
 * Takes out one layer of what is around the lines of dumps: prefixes, quotation, indentation. What the layer is follows
 * from what stands before a header that does not begin its line, and must be confirmed by the lines behind it. Undefined
 * if there is no such header.
 */
export function unwrapLines(text: Uint8Array, start: number, end: number): RewrittenLines | undefined {
  return new LineUnwrapper(text, start, end).unwrap();
}

class LineUnwrapper {
  private readonly decoder = new TextDecoder();
  private readonly sources: Source[] = [];
  private readonly specials: Special[] = [];
  private readonly plain: Rewriter;
  private plainFirst = -1;
  private isWholeChecked = false;
  private unconfirmed = 0;

  constructor(
    private readonly text: Uint8Array,
    private readonly start: number,
    private readonly end: number,
  ) {
    this.plain = new Rewriter(text, 0);
  }

  unwrap(): RewrittenLines | undefined {
    this.learn(headers(this.text, this.start, this.end));
    // What is left tells the next layer, should there be more to undo.
    if (!this.hasLearned) {
      for (const needle of preambles) this.learn(occurrences(needle, this.text, this.start, this.end));
    }
    if (!this.hasLearned) this.learnEscaped();
    if (!this.hasLearned) return undefined;
    this.specials.sort((a, b) => a.start - b.start);
    this.apply();
    return this.build();
  }

  private get hasLearned(): boolean {
    return this.sources.length > 0 || this.specials.length > 0;
  }

  /** Finds out what stands before the anchors of lines that are not known yet. */
  private learn(anchors: Generator<Anchor, void, number | undefined>): void {
    let lineEnd = this.start;
    let skipTo: number | undefined;
    for (;;) {
      const { value: anchor } = anchors.next(skipTo);
      skipTo = undefined;
      if (anchor === undefined) return;
      const start = anchor.at < lineEnd ? lineEnd : this.lineStart(anchor.at, lineEnd);
      if (anchor.at < start) continue;
      lineEnd = this.lineEnd(anchor.at);
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
  private isEscapedFrom(start: number, end: number, kind: Anchor['kind']): boolean {
    const line = this.decoder.decode(this.text.subarray(start, Math.min(end, start + longestPrefix)));
    return (kind === 'header' ? escapedHeader : escapedPreamble).test(line);
  }

  /** @returns the byte up to which nothing is left to learn */
  private learnLine({ at, kind }: Anchor, start: number, end: number): number {
    if (this.isKnown(start, end)) return end;
    const open = this.openQuote(start, at);
    if (open >= 0) {
      this.learnQuoted(open, start, end, kind === 'header' || this.text[at - 1] === quote);
      return end;
    }
    if (kind === 'header' && escapedLineFeed.find(this.text, at, end) >= 0) {
      this.specials.push({ kind: 'escaped', start, extent: 'all' });
      return end;
    }
    if (at - start <= longestPrefix) {
      const example = this.decoder.decode(this.text.subarray(start, at));
      if (example.trim() === '') return this.learnIndentation(example, start, end, kind);
      if (kind === 'header' && bullet.test(example)) {
        const behind = this.learnIndentation(' '.repeat(example.length), start, end, kind, example.length);
        if (behind > end) return behind;
      }
      if (this.addSource(example, 'bare', end)) return end;
    }
    if (kind === 'header') this.specials.push({ kind: 'split', start, at });
    return end;
  }

  /** A string with a single line is one of many alike; a string with several is a stack as a whole. */
  private learnQuoted(open: number, start: number, end: number, isWorthAlone: boolean): void {
    const { text } = this;
    const close = this.nextQuote(open + 1, end);
    const example = this.decoder.decode(text.subarray(start, Math.min(open + 1, start + longestPrefix + 1)));
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
    kind: Anchor['kind'],
    bulletLength = 0,
  ): number {
    const prefix = new Prefix(example);
    if (kind === 'preamble') {
      if (this.isWholeChecked) return end;
      this.isWholeChecked = true;
      // A panic behind another one is indented by a tab: only a text that is indented as a whole is wrapped.
      if (this.blockEnd(prefix, this.start) < this.end) return end;
      this.specials.push({ kind: 'indented', start: this.start, end: this.end, prefix, bullet: 0 });
      return this.end;
    }
    if (!this.isConfirmed(prefix, end)) {
      this.specials.push({ kind: 'split', start, at: start + example.length });
      return end;
    }
    const first = bulletLength > 0 ? start : this.blockStart(prefix, start);
    const behind = this.blockEnd(prefix, Math.min(end + 1, this.end));
    this.specials.push({ kind: 'indented', start: first, end: behind, prefix, bullet: bulletLength });
    return behind;
  }

  /** Lines whose strings hold stacks of loggers, which have no header. */
  private learnEscaped(): void {
    let behind = this.start;
    for (let at = escapedFile.find(this.text, this.start, this.end); at >= 0;) {
      const start = this.lineStart(at, behind);
      behind = this.lineEnd(at);
      const isHeader = headers(this.text, start, behind).next().value?.at === start;
      if (!isHeader && this.openQuote(start, at) >= 0) {
        this.specials.push({ kind: 'escaped', start, extent: 'quoted' });
      }
      at = escapedFile.find(this.text, behind, this.end);
    }
  }

  /** @returns false if the lines from byte `end` on do not tell that it is one */
  private addSource(example: string, form: 'bare' | 'quoted' | 'terminated', end: number): boolean {
    const isFirst = this.sources.length === 0;
    const prefix = new Prefix(example);
    if (this.sources.length >= mostSources || example.length > longestPrefix) return false;
    if (!this.isConfirmed(prefix, end)) return false;
    this.sources.push({
      prefix,
      isQuoted: form !== 'bare',
      isTerminated: form === 'terminated',
      out: new Rewriter(this.text, isFirst ? this.end - this.start : 0),
      first: -1,
    });
    return true;
  }

  /** Whether the lines from byte `end` on tell that the prefix is that of a source, and not the beginning of one line. */
  private isConfirmed(prefix: Prefix, end: number): boolean {
    let isNext = true;
    let start = end + 1;
    const looked = this.unconfirmed < mostUnconfirmed ? linesLooked : 2;
    for (let n = 0; n < looked && start < this.end; n++) {
      const lineEnd = this.lineEnd(start);
      const behind = prefix.match(this.text, start, lineEnd);
      if (behind >= 0 && lineEnd > start) {
        if (isNext && !prefix.isBlank) return true;
        const rest = this.decoder.decode(
          this.text.subarray(behind, Math.min(lineEnd, behind + longestPrefix)),
        );
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
    return this.sources.some(({ prefix }) => prefix.match(this.text, start, end) >= 0);
  }

  /** The first of the lines before byte `start` that begin with the prefix or are empty. */
  private blockStart(prefix: Prefix, start: number): number {
    const last = this.specials.at(-1);
    const limit = Math.max(this.start, last?.kind === 'indented' ? last.end : 0);
    let first = start;
    for (let at = start; at > limit;) {
      const before = this.lineStart(at - 1, limit);
      if (prefix.match(this.text, before, at - 1) < 0) break;
      if (at - 1 > before) first = before;
      at = before;
    }
    return first;
  }

  /** Behind the last of the lines from byte `start` on that begin with the prefix or are empty. */
  private blockEnd(prefix: Prefix, start: number): number {
    let at = start;
    while (at < this.end) {
      const end = this.lineEnd(at);
      if (prefix.match(this.text, at, end) < 0) break;
      at = Math.min(end + 1, this.end);
    }
    return at;
  }

  private apply(): void {
    const { text, specials } = this;
    let next = 0;
    let plainFrom = -1;
    const flush = (to: number) => {
      if (plainFrom >= 0) this.copyPlain(plainFrom, to);
      plainFrom = -1;
    };
    let last: Source | undefined;
    for (let at = this.start; at < this.end;) {
      const end = this.lineEnd(at);
      const behind = Math.min(end + 1, this.end);
      while (specials[next] !== undefined && specials[next]!.start < at) next++;
      const special = specials[next]?.start === at ? specials[next] : undefined;
      if (special !== undefined) {
        flush(at);
        at = this.applySpecial(special, end, behind);
        continue;
      }
      let content = last === undefined ? -1 : last.prefix.match(text, at, end);
      if (content < 0) {
        last = undefined;
        for (const source of this.sources) {
          content = source.prefix.match(text, at, end);
          if (content < 0) continue;
          last = source;
          break;
        }
      }
      if (last === undefined) {
        if (plainFrom < 0) plainFrom = at;
      } else {
        flush(at);
        this.applySource(last, at, content, end, behind);
      }
      at = behind;
    }
    flush(this.end);
  }

  private applySource(source: Source, start: number, content: number, end: number, behind: number): void {
    const { out } = source;
    if (source.first < 0) source.first = start;
    if (!source.isQuoted) {
      out.copy(content, source.prefix.isPartial ? end : behind);
      return;
    }
    const isEmpty = content === end;
    if (!isEmpty) unescape(out, this.text, content, end, 'quoted');
    if (!out.isAtLineStart && !source.isTerminated) out.insert(lineFeed, end);
  }

  /** @returns the byte behind the last line that is dealt with */
  private applySpecial(special: Special, end: number, behind: number): number {
    const { plain, text } = this;
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
          const lineEnd = this.lineEnd(at);
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
    const { plain, text } = this;
    for (let open = this.nextQuote(start, end); open < end;) {
      const close = this.nextQuote(open + 1, end);
      if (escapedLineFeed.find(text, open + 1, close) >= 0 && this.holdsStack(open + 1, close)) {
        unescape(plain, text, open + 1, close, 'quoted');
        if (!plain.isAtLineStart) plain.insert(lineFeed, close);
      }
      open = this.nextQuote(close + 1, end);
    }
  }

  private holdsStack(start: number, end: number): boolean {
    if (escapedFile.find(this.text, start, end) >= 0 || !headers(this.text, start, end).next().done)
      return true;
    return preambles.some((needle) => {
      const at = needle.find(this.text, start, end);
      return at >= 0 && this.text[at - 1] === quote;
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
    const whole = new Rewriter(this.text, this.end - this.start);
    const streams: Stream[] = [];
    for (const { title, out } of parts) {
      if (!whole.isAtLineStart) whole.insert(lineFeed, this.end);
      streams.push({ start: whole.size, title });
      whole.append(out.build());
    }
    return { ...whole.build(), streams };
  }

  private lineStart(at: number, limit: number): number {
    const before = at === 0 ? -1 : this.text.lastIndexOf(lineFeed, at - 1);
    return Math.max(before + 1, limit);
  }

  private lineEnd(at: number): number {
    const end = this.text.indexOf(lineFeed, at);
    return end < 0 || end > this.end ? this.end : end;
  }

  /** The quote of the string that byte `at` stands in; -1 if it stands in none. */
  private openQuote(start: number, at: number): number {
    let open = -1;
    for (let quoteAt = this.nextQuote(start, at); quoteAt < at; quoteAt = this.nextQuote(quoteAt + 1, at)) {
      open = open < 0 ? quoteAt : -1;
    }
    return open;
  }

  /** The next quote that is not escaped, or `end`. */
  private nextQuote(start: number, end: number): number {
    for (let at = start; at < end; at++) {
      const byte = this.text[at];
      if (byte === quote) return at;
      if (byte === backslash) at++;
    }
    return end;
  }
}

/** A line feed as JSON, Go and shells write it. */
const escapedLineFeed = new Needle('\\n');
/** The beginning of a file line behind such a line feed. */
const escapedFile = new Needle('\\n\\t');
const escapedHeader = /^goroutine \d{1,19} [^[\n]{0,80}\[(?:[^"\\\n]|\\+")*?:\\+n/;
const escapedPreamble = /^(?:[^"\\\n]|\\+")*\\+n/;
const bullet = /^ *(?:[-*+]|\d+[.)]) +$/;
