import type { Dump } from '../model';
import type { Stream } from '../unwrap/lines';
import { GoroutineColumns } from './columns';
import { HeaderTable } from './headerTable';
import * as lines from './line';
import { ProblemLog } from './problems';
import { RecordRows } from './recordRows';
import { isPreamble, SectionLog } from './sections';
import { type StackNode, StackTrie } from './stackTrie';
import { type Line, TextLines } from './textLines';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const bracket = 0x5b;
const goroutine = Uint8Array.from('goroutine ', (char) => char.charCodeAt(0));

/** Ids are 64-bit numbers: more digits than this is no header. */
const idDigits = 19;

/** What the line at hand may continue. */
type Place =
  /** Outside every stack, or behind a finished one. */
  | 'outside'
  | 'stack'
  /** Behind a goroutine's created-by frame, where only ancestors can follow. */
  | 'created'
  | 'ancestors'
  /** `runtime stack:`, the thread's own stack at a fatal error: no goroutine. */
  | 'runtimeStack';

/** What is known of a text before it is read. */
export interface TracebackContext {
  /** Its parts, of which none goes on in the next one. */
  readonly streams: readonly Stream[];
  /**
   * Is shown the lines that are none of a traceback's; `inStack` tells those among or behind frames. True stops the reading.
   */
  readonly see: (line: Line, inStack: boolean) => boolean;
}

/**
 * Reads the text that Go's runtime prints: SIGQUIT and other signals, panics, fatal errors, `runtime.Stack`, pprof
 * `debug=2` and test time-outs, of Go 1.0 to 1.27. One pass, linear in the length, never throws: what cannot be
 * read is a problem of the dump.
 *
 * A line that repeats what followed last time is recognised by its bytes; only a new one is decoded and read.
 *
 * @param text UTF-8; invalid bytes are read as U+FFFD
 * @returns undefined if `see` has stopped it
 */
export function parseTraceback(text: Uint8Array, context: TracebackContext): Dump | undefined {
  return new TracebackParser(text, context).parse();
}

class TracebackParser {
  private readonly goroutines = new GoroutineColumns();
  private readonly lines: TextLines;
  private readonly headers: HeaderTable;
  private readonly trie: StackTrie;
  private readonly problems = new ProblemLog();
  private readonly sections = new SectionLog(this.goroutines);
  private readonly records: RecordRows;

  /** Numbers of the stacks in the order of their first use, by trie node. */
  private readonly stackNumbers = new Map<StackNode, number>();

  private at = 0;
  private line = 0;
  private place: Place = 'outside';
  private node: StackNode = 0;
  private isOpen = false;
  private afterHeader = false;
  private afterBlank = false;
  /** Line and byte behind the last line that belongs to the open goroutine. */
  private endLine = 0;
  private end = 0;
  /** First of the lines inside the open goroutine that could not be read; -1 for none. */
  private unknownLine = -1;

  private isStopped = false;
  private nextStream = 0;

  constructor(
    private readonly text: Uint8Array,
    private readonly context: TracebackContext,
  ) {
    this.lines = new TextLines(text);
    this.headers = new HeaderTable(text, this.lines);
    this.trie = new StackTrie(text);
    const { goroutines, lines, headers, trie, problems, sections } = this;
    const stackNumber = (node: StackNode) => this.stackNumber(node);
    this.records = new RecordRows({ goroutines, lines, headers, trie, problems, sections, stackNumber });
  }

  parse(): Dump | undefined {
    const text = this.text;
    let streamStart = this.context.streams[0]?.start ?? Infinity;
    while (this.at < text.length) {
      if (this.at >= streamStart) streamStart = this.beginStream();
      const first = text[this.at]!;
      if (first === lineFeed || (first === carriageReturn && text[this.at + 1] === lineFeed)) {
        this.afterBlank = true;
        this.at += first === lineFeed ? 1 : 2;
        this.line++;
        continue;
      }
      if (first === 0x67 && this.readHeader()) continue;
      if (this.place === 'stack' && this.followStack()) continue;
      this.readOther(this.lines.lineAt(this.at, this.line));
      if (this.isStopped) return undefined;
    }
    this.closeGoroutine();
    this.records.finish();
    return this.build();
  }

  /** @returns the byte where the stream behind this one begins */
  private beginStream(): number {
    const { streams } = this.context;
    this.leave();
    this.records.finish();
    this.sections.beginStream(streams[this.nextStream++]!.title);
    return streams[this.nextStream]?.start ?? Infinity;
  }

  /** Reads a header at the present byte, if there is one. */
  private readHeader(): boolean {
    const text = this.text;
    let at = this.at;
    for (const char of goroutine) if (text[at++] !== char) return false;
    const digits = at;
    let id = 0;
    while (text[at]! >= 0x30 && text[at]! <= 0x39) id = id * 10 + text[at++]! - 0x30;
    if (at === digits || at - digits > idDigits || text[at] !== space) return false;
    while (text[at + 1] !== bracket) {
      at++; // gp=0x… m=… mp=0x…
      if (text[at] !== 0x67 && text[at] !== 0x6d) return false;
      while (at < text.length && text[at] !== space && text[at] !== lineFeed) at++;
      if (text[at] !== space) return false;
    }
    const end = this.lines.lineEnd(at);
    const tail = this.headers.tail(at + 1, end);
    if (tail === undefined) return false;

    this.closeGoroutine();
    this.records.finish();
    this.sections.addGoroutine(id, this.line, (index) => this.isRunning(index));
    this.goroutines.open({ id, ...tail, line: this.line, start: this.at });
    this.place = 'stack';
    this.node = 0;
    this.isOpen = true;
    this.unknownLine = -1;
    this.advance(end + 1, 1);
    this.afterHeader = true;
    return true;
  }

  /** Takes the frame at the present byte if it is one that stood at this place of a stack before. */
  private followStack(): boolean {
    const next = this.trie.follow(this.node, this.at);
    if (next === 0) return false;
    this.reportUnknown();
    this.node = next;
    this.advance(this.trie.behind, 2);
    if (this.trie.endsStack(next)) {
      this.goroutines.setCreatorId(this.trie.creatorId);
      this.place = 'created';
    }
    return true;
  }

  /** Reads a line that is neither a header nor known by its bytes. */
  private readOther(line: Line): void {
    const afterHeader = this.afterHeader;
    if (this.place === 'stack' ? this.readStackLine(line, afterHeader) : this.readBehindStack(line)) return;
    const record = this.records.read(line, this.place === 'stack' && !this.afterBlank);
    if (record !== undefined) {
      this.leave();
      this.at = record.behind;
      this.line = record.line;
      this.afterBlank = false;
      return;
    }
    if (this.context.see(line, this.place !== 'outside' && this.place !== 'runtimeStack')) {
      this.isStopped = true;
      return;
    }
    if (isPreamble(line.text)) {
      this.leave();
      this.sections.addPreamble(line.text.trimEnd(), line.number);
    } else if (line.text.startsWith('-----') && line.text.trimEnd() === '-----') {
      this.leave();
      this.sections.addThreadSeparator();
    } else if (line.text.startsWith('runtime stack:')) {
      this.leave();
      this.place = 'runtimeStack';
    } else if (this.place === 'stack' && !this.afterBlank) {
      if (this.unknownLine < 0 && !isRuntimeNote(line.text)) this.unknownLine = line.number;
    } else {
      this.leave();
    }
    this.at = line.behind;
    this.line = line.number + 1;
    this.afterBlank = false;
    this.afterHeader = false;
  }

  private readStackLine(line: Line, afterHeader: boolean): boolean {
    const created = lines.readCreatedBy(line.text);
    if (created !== undefined) {
      const file = this.lines.fileLineAfter(line);
      const frame = this.trie.frame('go', created.name, file?.fileLine.file ?? '', file?.fileLine.line ?? 0);
      const functionEnd = line.start + 'created by '.length + this.lines.byteLength(line, created.nameSpan);
      this.node = this.trie.add(
        this.node,
        { kind: 'createdBy', frame },
        file && { functionStart: line.start, functionEnd, ...this.lines.fileKey(file) },
      );
      this.goroutines.setCreatorId(created.creatorId ?? 0);
      this.place = 'created';
      this.accept(file?.line ?? line);
      return true;
    }
    const elision = lines.readElision(line.text);
    if (elision !== undefined) {
      this.node = this.trie.add(this.node, { kind: 'elided', ...elision });
      this.accept(line);
      return true;
    }
    if (lines.isUnavailable(line.text)) {
      this.node = this.trie.add(this.node, { kind: 'unavailable' });
      this.accept(line);
      return true;
    }
    if (afterHeader) {
      const times = lines.readTimes(line.text);
      if (times !== undefined) {
        this.goroutines.setTimes(Math.min(times.times, 0xffffffff));
        this.accept(line);
        return true;
      }
    }
    if (lines.readAncestor(line.text) !== undefined) {
      this.place = 'ancestors';
      this.accept(line);
      return true;
    }
    return this.readFrame(line) || this.readCFrame(line);
  }

  private readFrame(line: Line): boolean {
    const func = lines.readFunctionLine(line.text);
    const file = func && this.lines.fileLineAfter(line);
    if (func === undefined || file === undefined) return false;
    const frame = this.trie.frame('go', func.name, file.fileLine.file, file.fileLine.line);
    const functionEnd = line.start + this.lines.byteLength(line, func.nameSpan) + 1;
    this.node = this.trie.add(
      this.node,
      { kind: 'frame', frame },
      {
        functionStart: line.start,
        functionEnd,
        ...this.lines.fileKey(file),
      },
    );
    this.accept(file.line);
    return true;
  }

  /** A frame of C code, with the symbolizer's names or without (printCgoTraceback in runtime/traceback.go). */
  private readCFrame(line: Line): boolean {
    if (line.text.startsWith('non-Go function at pc=')) {
      const frame = this.trie.frame('c', 'non-Go function', '', 0);
      this.node = this.trie.add(this.node, { kind: 'frame', frame });
      this.accept(line);
      return true;
    }
    const next = this.lines.nextLine(line);
    const place = next && /^\t(?:(.+):(\d+) )?pc=0x[0-9a-f]+\s*$/.exec(next.text);
    if (!place || isRuntimeNote(line.text)) return false;
    const frame = this.trie.frame('c', line.text.trimEnd(), place[1] ?? '', Number(place[2] ?? 0));
    this.node = this.trie.add(this.node, { kind: 'frame', frame });
    this.accept(next);
    return true;
  }

  /** Lines that can follow a finished stack: its ancestors; or frames whose header is missing. */
  private readBehindStack(line: Line): boolean {
    const canHaveAncestors = this.place === 'created' || this.place === 'ancestors';
    if (canHaveAncestors && lines.readAncestor(line.text) !== undefined) {
      this.place = 'ancestors';
      this.accept(line);
      return true;
    }
    const isFunction =
      lines.readFunctionLine(line.text) !== undefined || lines.readCreatedBy(line.text) !== undefined;
    const file = isFunction ? this.lines.fileLineAfter(line) : undefined;
    const last = file?.line ?? line;
    if (this.place === 'ancestors' && (file !== undefined || lines.readElision(line.text) !== undefined)) {
      this.accept(last);
      return true;
    }
    if (file === undefined) return false;
    if (this.place !== 'runtimeStack') {
      this.leave();
      const message = 'Frames without a goroutine: a header such as “goroutine 1 [running]:” was expected.';
      this.problems.add('no-header', line.number, last.number + 1, message);
    }
    this.at = last.behind;
    this.line = last.number + 1;
    this.afterBlank = false;
    return true;
  }

  /** The open goroutine has all lines up to this one. */
  private accept(last: Line): void {
    this.reportUnknown();
    this.advance(last.behind, last.number + 1 - this.line);
  }

  private advance(behind: number, lineCount: number): void {
    this.at = Math.min(behind, this.text.length);
    this.line += lineCount;
    this.end = this.at;
    this.endLine = this.line;
    this.afterBlank = false;
    this.afterHeader = false;
  }

  /** Lines that could not be read are worth a problem only if their goroutine goes on behind them. */
  private reportUnknown(): void {
    if (this.unknownLine < 0) return;
    const message = 'Text inside a goroutine: a frame (a function line and a file line) was expected.';
    this.problems.add('unknown-line', this.unknownLine, this.line, message);
    this.unknownLine = -1;
  }

  private leave(): void {
    this.closeGoroutine();
    this.place = 'outside';
  }

  private closeGoroutine(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.goroutines.close(this.stackNumber(this.node), this.endLine, this.end);
    if (this.unknownLine >= 0 && this.at >= this.text.length && this.isCutOff()) {
      const message = 'The text ends inside a frame: a function line and a file line were expected.';
      this.problems.add('cut-off', this.unknownLine, this.line, message);
    } else if (this.node === 0) {
      const line = this.endLine - 1;
      this.problems.add('no-stack', line, line + 1, 'A goroutine without a stack: frames were expected.');
    }
  }

  private stackNumber(node: StackNode): number {
    const known = this.stackNumbers.get(node);
    if (known !== undefined) return known;
    this.stackNumbers.set(node, this.stackNumbers.size);
    return this.stackNumbers.size - 1;
  }

  /** Whether the text's last line has no end, or is a function line without its file. */
  private isCutOff(): boolean {
    if (this.text.at(-1) !== lineFeed) return true;
    const line = this.lines.lineAt(this.text.lastIndexOf(lineFeed, this.text.length - 2) + 1, this.line - 1);
    return lines.readFunctionLine(line.text) !== undefined;
  }

  private isRunning(index: number): boolean {
    return this.headers.states[this.goroutines.stateOf(index)]!.reason === 'running';
  }

  private build(): Dump {
    const goroutines = this.goroutines.build();
    if (goroutines.count === 0) this.reportEmpty();
    return {
      goroutines,
      states: this.headers.states,
      labels: this.headers.labels,
      frames: this.trie.allFrames(),
      stacks: [...this.stackNumbers.keys()].map((node) => this.trie.stack(node)),
      sections: this.sections.build(),
      races: this.records.races,
      otherFrames: this.records.frames,
      problems: this.problems.build(this.line),
      lineCount: this.line,
    };
  }

  private reportEmpty(): void {
    const message = this.records.refusal ?? noGoroutines(this.sections.openPreamble);
    this.problems.add('no-goroutines', 0, this.line, message);
  }
}

/** @param preamble what the goroutines were expected behind */
function noGoroutines(preamble: string | undefined): string {
  if (preamble === undefined) {
    return 'No goroutine was found: a header such as “goroutine 1 [running]:” was expected.';
  }
  return `“${preamble.slice(0, 80)}” is followed by no goroutine: was the program run with GOTRACEBACK=none?`;
}

/** Complaints and dumps of memory that the unwinder prints between frames. */
function isRuntimeNote(line: string): boolean {
  return /^(?:runtime: |\tstack=\[|stack: frame=|----- morestack called|0x[0-9a-f]+: {2})/.test(line);
}
