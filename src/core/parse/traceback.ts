import { carriageReturn, lineFeed, openBracket, space } from '../bytes/ascii';
import { wordsOf } from '../bytes/words';
import { threadSeparator, readDumpTitle, readCountLine } from '../lines/dedup';
import {
  mostForeign,
  readAncestor,
  readCreatedBy,
  readElision,
  readFunctionLine,
  isRuntimeNote,
  isUnavailable,
} from '../lines/frame';
import { isPreamble } from '../lines/preamble';
import { type FileText, type Line, TextLines } from '../lines/textLines';
import type { Dump } from '../model/dump';
import type { Stream } from '../unwrap/lines';
import { GoroutineColumns } from './columns';
import { HeaderTable } from './headerTable';
import { type Kernel, kernelState, type KernelRows, makeKernel } from './kernel';
import { KnownLines, makeTables } from './knownLines';
import { noHeader, ProblemLog } from './problems';
import { RecordRows } from './recordRows';
import { type Mark, SectionMarks } from './sections';
import { type StackNode, StackTrie } from './stackTrie';

const goroutine = Uint8Array.from('goroutine ', (char) => char.charCodeAt(0));

/** Ids are 64-bit numbers: more digits than this is no header. */
const idDigits = 19;

/** Bytes of a goroutine's text, rather too many than too few. */
const bytesExpected = 400;

/** What the line at hand may continue. */
type ParserState =
  /** Outside every stack, or after a finished one. */
  | 'outside'
  | 'stack'
  /** After a goroutine's created-by frame, where only ancestors can follow. */
  | 'created'
  | 'ancestors'
  /** `runtime stack:`, the thread's own stack at a fatal error: no goroutine. */
  | 'runtimeStack';

/** What a text says, but for where its dumps begin and end, which its marks tell. */
export interface Traceback extends Omit<Dump, 'sections'> {
  readonly marks: readonly Mark[];
}

/** What is known of a text before it is read. */
export interface TracebackContext {
  /** Its parts, of which none goes on in the next one. */
  readonly streams: readonly Stream[];
  /**
   * Called for each line that is not part of a traceback; `inStack` is true among or after frames. True stops reading.
   */
  readonly onUnparsedLine: (line: Line, inStack: boolean) => boolean;
}

/**
 * Reads the text that Go's runtime prints: SIGQUIT and other signals, panics, fatal errors, `runtime.Stack`, pprof
 * `debug=2` and test time-outs, of Go 1.0 to 1.27. One pass, linear in the length, never throws: what cannot be
 * read is a problem of the dump.
 *
 * A line that repeats what followed last time is recognised by its bytes; only a new one is decoded and read.
 *
 * @param text UTF-8; invalid bytes are read as U+FFFD
 * @param kernelFor what reads large texts faster, if there is anything
 * @returns undefined if `see` has stopped it
 */
export function parseTraceback(
  text: Uint8Array,
  context: TracebackContext,
  kernelFor: (text: Uint8Array) => Kernel | undefined = makeKernel,
): Traceback | undefined {
  keepCode();
  return new TracebackParser(text, context, kernelFor(text)).parse();
}

let kept: { readonly parser: TracebackParser; readonly traceback: Traceback | undefined } | undefined;

/** Keeps an object of each kind, of a small text: with the last one, V8 drops the code that it has compiled for them. */
function keepCode(): void {
  if (kept !== undefined) return;
  const text = new TextEncoder().encode('goroutine 1 [running]:\nmain.main()\n\t/main.go:1\n'.repeat(2));
  const parser = new TracebackParser(text, { streams: [], onUnparsedLine: () => false }, makeKernel(text, 0));
  kept = { parser, traceback: parser.parse() };
}

class TracebackParser {
  private readonly known: KnownLines;
  private readonly goroutines: GoroutineColumns;
  private readonly lines: TextLines;
  private readonly headers: HeaderTable;
  private readonly trie: StackTrie;
  private readonly problems = new ProblemLog();
  private readonly sections: SectionMarks;
  private readonly records: RecordRows;

  private at = 0;
  private line = 0;
  private state: ParserState = 'outside';
  private node: StackNode = 0;
  /** Index of the open goroutine, after which records may stand already; -1 for none. */
  private open = -1;
  private afterHeader = false;
  private afterBlank = false;
  /** Line and byte after the last line that belongs to the open goroutine. */
  private endLine = 0;
  private end = 0;
  /** First of the lines inside the open goroutine that could not be read; -1 for none. */
  private unknownLine = -1;

  private isStopped = false;
  private nextStream = 0;

  constructor(
    private readonly text: Uint8Array,
    private readonly context: TracebackContext,
    private readonly kernel: Kernel | undefined,
  ) {
    const words = wordsOf(text);
    this.text = words.bytes;
    this.known = new KnownLines(words, kernel?.tables ?? makeTables(text.length));
    this.goroutines = new GoroutineColumns(Math.ceil(text.length / bytesExpected));
    this.sections = new SectionMarks(this.goroutines);
    this.lines = new TextLines(text);
    this.headers = new HeaderTable(this.known, this.lines);
    this.trie = new StackTrie(this.known);
    const { goroutines, lines, headers, trie, problems, sections } = this;
    this.records = new RecordRows({ goroutines, lines, headers, trie, problems, sections });
  }

  parse(): Traceback | undefined {
    const text = this.text;
    let streamStart = this.context.streams[0]?.start ?? Infinity;
    while (this.at < text.length) {
      if (this.at >= streamStart) streamStart = this.beginStream();
      if (this.runKernel(Math.min(streamStart, text.length))) continue;
      const first = text[this.at]!;
      if (first === lineFeed || (first === carriageReturn && text[this.at + 1] === lineFeed)) {
        this.afterBlank = true;
        this.at += first === lineFeed ? 1 : 2;
        this.line++;
        continue;
      }
      if (first === 0x67 && this.readHeader()) continue;
      if (this.state === 'stack' && this.followStack()) continue;
      this.readOther(this.lines.lineAt(this.at, this.line));
      if (this.isStopped) return undefined;
    }
    this.closeGoroutine();
    this.records.finish();
    return this.build();
  }

  /** @returns the byte where the stream after this one begins */
  private beginStream(): number {
    const { streams } = this.context;
    this.leave();
    this.records.finish();
    this.sections.add({ kind: 'stream', source: streams[this.nextStream++]!.title });
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
    while (text[at + 1] !== openBracket) {
      at++; // gp=0x… m=… mp=0x…
      if (text[at] !== 0x67 && text[at] !== 0x6d) return false;
      while (at < text.length && text[at] !== space && text[at] !== lineFeed) at++;
      if (text[at] !== space) return false;
    }
    const tail = this.headers.read(at + 1);
    if (tail === 0) return false;
    this.beginGoroutine(this.line);
    const { state, waitMinutes, labels } = this.headers.suffixes;
    this.goroutines.add(id, state[tail]!, waitMinutes[tail]!, labels[tail]!, this.line, this.at);
    this.advance(this.headers.after, 1);
    this.afterHeader = true;
    return true;
  }

  private beginGoroutine(line: number): void {
    this.closeGoroutine();
    this.records.finish();
    this.sections.beginEntries('goroutines', '', line);
    this.state = 'stack';
    this.node = 0;
    this.open = this.goroutines.length;
    this.unknownLine = -1;
  }

  /** Reads what is known, as fast as can be; false if there is nothing, or if it has to be read with more care. */
  private runKernel(until: number): boolean {
    const { kernel, known, state: place } = this;
    if (kernel === undefined || this.unknownLine >= 0 || !known.canFollow(this.node)) return false;
    const { at, line, node, afterBlank, afterHeader } = this;
    const from = place === 'stack' || place === 'created' ? kernelState[place] : kernelState.outside;
    const begun = kernel.run({ at, line, place: from, node, afterBlank, afterHeader }, until, known);
    if (begun < 0) return false;
    this.takeRows(kernel.rows, begun);
    const { cursor } = kernel;
    this.at = cursor.at;
    this.line = cursor.line;
    this.afterBlank = cursor.afterBlank;
    this.afterHeader = cursor.afterHeader;
    if (cursor.place === kernelState.created) this.state = 'created';
    return true;
  }

  /** @param begun how many goroutines have begun, of which the last one is still open */
  private takeRows(rows: KernelRows, begun: number): void {
    if (rows.endLine[0]! > 0) this.takeRow(rows, 0);
    const creatorId = rows.creatorId[0]!;
    if (creatorId > 0) this.goroutines.setCreatorId(creatorId);
    if (begun === 0) return;
    this.beginGoroutine(rows.line[1]!);
    for (let row = 1; row < begun; row++) {
      const node = rows.node[row]!;
      if (this.trie.stackNumbers[node]! < 0) this.trie.stackNumber(node);
      if (node === 0) this.reportNoStack(rows.endLine[row]!);
    }
    this.goroutines.addRows(rows, begun, this.headers.suffixes, this.trie.stackNumbers);
    this.open = this.goroutines.length - 1;
    this.takeRow(rows, begun);
  }

  private takeRow(rows: KernelRows, row: number): void {
    this.node = rows.node[row]!;
    this.endLine = rows.endLine[row]!;
    this.end = rows.end[row]!;
  }

  /** Takes the frame at the present byte if it is known by its bytes. */
  private followStack(): boolean {
    const { known } = this;
    const next = known.follow(this.node, this.at) || this.trie.addKnown(this.node, this.at);
    if (next === 0) return false;
    this.reportUnknown();
    this.node = next;
    this.advance(known.after, 2);
    if (this.trie.endsStack(next)) {
      this.goroutines.setCreatorId(known.creatorId);
      this.state = 'created';
    }
    return true;
  }

  /** Reads a line that is neither a header nor known by its bytes. */
  private readOther(line: Line): void {
    const afterHeader = this.afterHeader;
    if (this.state === 'stack' ? this.readStackLine(line, afterHeader) : this.readAfterStack(line)) return;
    const record = this.records.read(line, this.state === 'stack' && !this.afterBlank);
    if (record !== undefined) {
      this.leave();
      this.at = record.after;
      this.line = record.line;
      this.afterBlank = false;
      return;
    }
    if (this.context.onUnparsedLine(line, this.state !== 'outside' && this.state !== 'runtimeStack')) {
      this.isStopped = true;
      return;
    }
    // tail prints a blank line before each title: without one, it is the text of something else.
    const isAlone = this.afterBlank || this.state === 'outside';
    const source = isAlone ? readDumpTitle(line.text) : undefined;
    if (source !== undefined) {
      this.leave();
      this.records.finish();
      this.sections.add({ kind: 'title', source, line: line.number });
    } else if (isPreamble(line.text)) {
      this.leave();
      this.sections.add({ kind: 'preamble', title: line.text.trimEnd(), line: line.number });
    } else if (line.text.startsWith(threadSeparator) && line.text.trimEnd() === threadSeparator) {
      this.leave();
      this.sections.add({ kind: 'threadSeparator' });
    } else if (line.text.startsWith('runtime stack:')) {
      this.leave();
      this.state = 'runtimeStack';
    } else if (this.state === 'stack' && !this.afterBlank) {
      if (this.unknownLine < 0 && !isRuntimeNote(line.text)) this.unknownLine = line.number;
    } else {
      this.leave();
    }
    this.at = line.after;
    this.line = line.number + 1;
    this.afterBlank = false;
    this.afterHeader = false;
  }

  private readStackLine(line: Line, afterHeader: boolean): boolean {
    const created = readCreatedBy(line.text);
    if (created !== undefined) {
      const file = this.lines.fileLineAfter(line, mostForeign);
      const frame = this.trie.frame('go', created.name, file?.fileLine.file ?? '', file?.fileLine.line ?? 0);
      const functionEnd = line.start + 'created by '.length + this.lines.byteLength(line, created.nameSpan);
      this.node = this.trie.add(
        this.node,
        { kind: 'createdBy', frame },
        file && [{ start: line.start, end: functionEnd }, this.lines.fileKey(file)],
      );
      this.goroutines.setCreatorId(created.creatorId ?? 0);
      this.state = 'created';
      if (file === undefined) this.accept(line);
      else this.acceptFrame(file);
      return true;
    }
    const elision = readElision(line.text);
    if (elision !== undefined) {
      this.node = this.trie.add(this.node, { kind: 'elided', ...elision });
      this.accept(line);
      return true;
    }
    if (isUnavailable(line.text)) {
      this.node = this.trie.add(this.node, { kind: 'unavailable' });
      this.accept(line);
      return true;
    }
    if (afterHeader) {
      const times = readCountLine(line.text);
      if (times !== undefined) {
        this.goroutines.setCount(times.times);
        this.accept(line);
        return true;
      }
    }
    if (readAncestor(line.text) !== undefined) {
      this.state = 'ancestors';
      this.accept(line);
      return true;
    }
    return this.readFrame(line) || this.readCFrame(line);
  }

  private readFrame(line: Line): boolean {
    const func = readFunctionLine(line.text);
    const file = func && this.lines.fileLineAfter(line, mostForeign);
    if (func === undefined || file === undefined) return false;
    const frame = this.trie.frame('go', func.name, file.fileLine.file, file.fileLine.line);
    const functionEnd = line.start + this.lines.byteLength(line, func.nameSpan) + 1;
    this.node = this.trie.add(this.node, { kind: 'frame', frame }, [
      { start: line.start, end: functionEnd },
      this.lines.fileKey(file),
    ]);
    this.acceptFrame(file);
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
  private readAfterStack(line: Line): boolean {
    const canHaveAncestors = this.state === 'created' || this.state === 'ancestors';
    if (canHaveAncestors && readAncestor(line.text) !== undefined) {
      this.state = 'ancestors';
      this.accept(line);
      return true;
    }
    const isFunction = readFunctionLine(line.text) !== undefined || readCreatedBy(line.text) !== undefined;
    const file = isFunction ? this.lines.fileLineAfter(line) : undefined;
    const last = file?.line ?? line;
    if (this.state === 'ancestors' && (file !== undefined || readElision(line.text) !== undefined)) {
      this.accept(last);
      return true;
    }
    if (file === undefined) return false;
    if (this.state !== 'runtimeStack') {
      this.leave();
      const message = 'Frames without a goroutine: a header such as “goroutine 1 [running]:” was expected.';
      this.problems.add('no-header', line.number, last.number + 1, message);
    }
    this.at = last.after;
    this.line = last.number + 1;
    this.afterBlank = false;
    return true;
  }

  private acceptFrame({ line, foreign }: FileText): void {
    for (const other of foreign) {
      if (!this.context.onUnparsedLine(other, true)) continue;
      this.isStopped = true;
      return;
    }
    this.reportUnknown();
    if (foreign.length > 0) this.addUnknown(foreign[0]!.number, foreign.at(-1)!.number + 1);
    this.accept(line);
  }

  /** The open goroutine has all lines up to this one. */
  private accept(last: Line): void {
    this.reportUnknown();
    this.advance(last.after, last.number + 1 - this.line);
  }

  private advance(after: number, lineCount: number): void {
    this.at = Math.min(after, this.text.length);
    this.line += lineCount;
    this.end = this.at;
    this.endLine = this.line;
    this.afterBlank = false;
    this.afterHeader = false;
  }

  /** Lines that could not be read are worth a problem only if their goroutine goes on after them. */
  private reportUnknown(): void {
    if (this.unknownLine < 0) return;
    this.addUnknown(this.unknownLine, this.line);
    this.unknownLine = -1;
  }

  private addUnknown(line: number, endLine: number): void {
    const message = 'Text inside a goroutine: a frame (a function line and a file line) was expected.';
    this.problems.add('unknown-line', line, endLine, message);
  }

  private leave(): void {
    this.closeGoroutine();
    this.state = 'outside';
  }

  private closeGoroutine(): void {
    if (this.open < 0) return;
    this.goroutines.close(this.open, this.trie.stackNumber(this.node), this.endLine, this.end);
    this.open = -1;
    if (this.unknownLine >= 0 && this.at >= this.text.length && this.isCutOff()) {
      const message = 'The text ends inside a frame: a function line and a file line were expected.';
      this.problems.add('cut-off', this.unknownLine, this.line, message);
    } else if (this.node === 0) {
      this.reportNoStack(this.endLine);
    }
  }

  private reportNoStack(endLine: number): void {
    this.problems.add('no-stack', endLine - 1, endLine, 'A goroutine without a stack: frames were expected.');
  }

  /** Whether the text's last line has no end, or is a function line without its file. */
  private isCutOff(): boolean {
    if (this.text.at(-1) !== lineFeed) return true;
    const line = this.lines.lineAt(this.text.lastIndexOf(lineFeed, this.text.length - 2) + 1, this.line - 1);
    return readFunctionLine(line.text) !== undefined;
  }

  private build(): Traceback {
    const goroutines = this.goroutines.build();
    if (goroutines.length === 0) this.reportEmpty();
    return {
      goroutines,
      states: this.headers.states,
      labels: this.headers.labels,
      frames: this.trie.allFrames(),
      stacks: this.trie.allStacks(),
      marks: this.sections.marks,
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

/** @param preamble what the goroutines were expected after */
function noGoroutines(preamble: string | undefined): string {
  if (preamble === undefined) return noHeader;
  return `“${preamble.slice(0, 80)}” is followed by no goroutine: was the program run with GOTRACEBACK=none?`;
}
