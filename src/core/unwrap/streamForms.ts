import { quote, tab } from '../bytes/ascii';
import { isStackLine } from './headerMarkers';
import { JsonField } from './jsonField';
import { LogfmtPair } from './logfmtPair';
import { Prefix } from './prefix';
import type { Region } from './region';
import type { StreamForm } from './stream';
import { TableColumn } from './tableColumn';

/** In bytes. Longer text is part of a record, not a prefix. */
export const maxPrefixLength = 1024;
/** Lines after a marker that are searched for the next line of the same stream. */
const linesSearched = 200;
/** Lines after a marker that have to begin like its own, so that their form need not be looked at. */
const regularLines = 8;
/** After this many prefixes that were not confirmed, only the next two lines are searched. */
const maxUnconfirmed = 300;
/** A text that interleaves lines of more services is unlikely. */
export const maxStreams = 256;

/** A stream whose text is behind a prefix. */
interface PrefixForm {
  readonly at: Prefix;
  readonly form: 'bare' | 'quoted' | 'terminated';
}

/** The streams of a region that were learned so far. A form suggested by one line must be confirmed by others. */
export class StreamForms {
  readonly streams: StreamForm[] = [];
  private unconfirmed = 0;

  constructor(private readonly region: Region) {}

  /** Whether the line from byte `start` to byte `end` belongs to a known stream. */
  isKnown(start: number, end: number): boolean {
    return this.streams.some(({ at }) => at.match(this.region.text, start, end) >= 0);
  }

  /** Whether the next lines begin with the prefix; false if there are none. */
  beginNextLines(prefix: Prefix, end: number): boolean {
    let at = end + 1;
    for (let n = 0; n < regularLines && at < this.region.end; n++) {
      const lineEnd = this.region.lineEnd(at);
      if (prefix.match(this.region.text, at, lineEnd) < 0) return false;
      at = lineEnd + 1;
    }
    return at > end + 1;
  }

  addField(open: number, start: number, end: number): boolean {
    const at = JsonField.at(this.region.text, start, end, open + 1);
    return at !== undefined && this.addForm({ at, form: 'quoted' }, start, end);
  }

  addColumn(start: number, content: number, end: number): boolean {
    const { text } = this.region;
    const at = TableColumn.at(text, start, content);
    if (at === undefined) return false;
    const near = [...this.region.linesNear(start, end, regularLines)];
    const hasQuotes = (line: number, lineEnd: number) => text[at.match(text, line, lineEnd)] === quote;
    // A tab ends the prefix of many logs, too.
    const isTable = text[content - 1] !== tab || near.some(([line, lineEnd]) => hasQuotes(line, lineEnd));
    return isTable && this.addForm({ at, form: 'cell' }, start, end);
  }

  addPair(start: number, content: number, end: number): boolean {
    const at = LogfmtPair.at(this.region.text, start, content);
    return at !== undefined && this.addForm({ at, form: 'cell' }, start, end);
  }

  /** Adds a stream if a line near the one from byte `start` to byte `end` has a line of a stack at the same place. */
  private addForm(stream: StreamForm, start: number, end: number): boolean {
    const { region } = this;
    if (this.streams.length >= maxStreams) return false;
    const searched = this.unconfirmed < maxUnconfirmed ? linesSearched : 2;
    for (const [lineStart, lineEnd] of region.linesNear(start, end, searched)) {
      const content = stream.at.match(region.text, lineStart, lineEnd);
      if (content < 0 || !isStackLine(region.textAt(stream, content, lineEnd).trimEnd())) continue;
      this.streams.push(stream);
      return true;
    }
    this.unconfirmed++;
    return false;
  }

  /** @returns false if the lines around the one from byte `start` to byte `end` do not confirm the prefix */
  addPrefix(example: string, form: PrefixForm['form'], start: number, end: number): boolean {
    if (this.streams.length >= maxStreams || example.length > maxPrefixLength) return false;
    const stream: PrefixForm = { at: new Prefix(example), form };
    if (!this.isConfirmed(stream, start, end)) return false;
    this.streams.push(stream);
    return true;
  }

  /**
   * Whether other lines confirm that the prefix of the line from byte `start` to byte `end` is that of a stream, and not the
   * beginning of one line: the next line, unless the text is in a string, or a line of a stack. There may be no other line.
   */
  isConfirmed({ at, form }: PrefixForm, start: number, end: number): boolean {
    const { region } = this;
    let isNext = !at.isBlank && form !== 'quoted';
    let isLast = true;
    let isAlone = !at.isBlank;
    const searched = this.unconfirmed < maxUnconfirmed ? linesSearched : 2;
    for (const [lineStart, lineEnd] of region.linesNear(start, end, searched)) {
      if (lineEnd === lineStart) continue;
      isAlone = false;
      const isBefore = lineEnd < start;
      const content = at.match(region.text, lineStart, lineEnd);
      if (content >= 0) {
        if ((isNext && !isBefore) || (isLast && isBefore && !at.isBlank)) return true;
        if (isStackLine(region.textAt({ at, form }, content, lineEnd).trimEnd())) return true;
      }
      if (isBefore) isLast = false;
      else isNext = isLast = false;
    }
    if (!isAlone) this.unconfirmed++;
    return isAlone;
  }
}
