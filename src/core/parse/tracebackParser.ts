import { carriageReturn, lineFeed } from '../bytes/ascii';
import { wordsOf } from '../bytes/words';
import { readDumpTitle, threadSeparator } from '../lines/dedup';
import { fileLineBelow } from '../lines/fileLineBelow';
import { isRuntimeNote, readAncestor, readCreatedBy, readElision, readFunctionLine } from '../lines/frame';
import { headerBracket, headerId, headerWord } from '../lines/headerStart';
import { causeTitle, isFailureNote, isPreamble, isRuntimeStack } from '../lines/preamble';
import type { Line } from '../lines/textLines';
import { DumpBuilder } from './dumpBuilder';
import { type Kernel, kernelState } from './kernel';
import { OpenGoroutine } from './openGoroutine';
import type { ParserState } from './parserState';
import { RecordRows } from './recordRows';
import { endsInFrame, endsInOffset, readStackLine, type StackLine } from './stackLine';
import type { Traceback, TracebackContext } from './traceback';

const firstByteOfHeader = headerWord.charCodeAt(0);

/**
 * Reads a text line by line. A line that repeats what followed last time is recognized by its bytes; only a new line is
 * decoded and read.
 */
export class TracebackParser {
  private readonly builder: DumpBuilder;
  private readonly records: RecordRows;
  private readonly open: OpenGoroutine;

  /** Byte offset and number of the current line. */
  private at = 0;
  private line = 0;
  private state: ParserState = 'outside';
  private afterHeader = false;
  private afterBlank = false;
  private isStopped = false;
  private nextStream = 0;

  constructor(
    private readonly text: Uint8Array,
    private readonly context: TracebackContext,
    private readonly kernel: Kernel | undefined,
  ) {
    const words = wordsOf(text);
    this.text = words.bytes;
    this.builder = new DumpBuilder(words, kernel);
    this.records = new RecordRows(this.builder);
    this.open = new OpenGoroutine(this.builder);
  }

  parse(): Traceback | undefined {
    const { text } = this;
    let streamStart = this.context.streams[0]?.start ?? Infinity;
    while (this.at < text.length) {
      if (this.at >= streamStart) streamStart = this.beginStream();
      if (this.runKernel(Math.min(streamStart, text.length))) continue;
      if (this.skipBlankLine()) continue;
      if (text[this.at] === firstByteOfHeader && this.readHeader()) continue;
      if (this.state === 'stack' && this.followStack()) continue;
      this.readOther(this.builder.lines.lineAt(this.at, this.line));
      if (this.isStopped) return undefined;
    }
    this.closeGoroutine();
    this.records.finish();
    return this.builder.build(this.records, this.line);
  }

  /** @returns byte offset of the stream after this one */
  private beginStream(): number {
    const { streams } = this.context;
    this.leave();
    this.records.finish();
    this.builder.sections.add({ kind: 'stream', name: streams[this.nextStream++]!.title });
    return streams[this.nextStream]?.start ?? Infinity;
  }

  private skipBlankLine(): boolean {
    const feed = this.text[this.at] === carriageReturn ? this.at + 1 : this.at;
    if (this.text[feed] !== lineFeed) return false;
    this.at = feed + 1;
    this.line++;
    return (this.afterBlank = true);
  }

  private readHeader(): boolean {
    const bracket = headerBracket(this.text, this.at);
    const suffix = bracket < 0 ? 0 : this.builder.headers.read(bracket);
    if (suffix === 0) return false;
    this.beginGoroutine(this.line);
    const { state, waitMinutes, labels } = this.builder.headers.suffixes;
    const id = headerId(this.text, this.at);
    this.builder.goroutines.add(
      id,
      state[suffix]!,
      waitMinutes[suffix]!,
      labels[suffix]!,
      this.line,
      this.at,
    );
    this.advance(this.builder.headers.after, 1);
    this.afterHeader = true;
    return true;
  }

  private beginGoroutine(line: number): void {
    this.closeGoroutine();
    this.records.finish();
    this.builder.sections.beginEntries('goroutines', '', line);
    this.state = 'stack';
    this.open.begin();
  }

  /** Lets the kernel read known lines. False if it cannot read the current line. */
  private runKernel(until: number): boolean {
    const { kernel, open, state } = this;
    const { known } = this.builder;
    if (kernel === undefined || open.hasUnread || !known.canFollow(open.node)) return false;
    const { at, line, afterBlank, afterHeader } = this;
    const before = state === 'stack' || state === 'created' ? kernelState[state] : kernelState.outside;
    const begun = kernel.run(
      { at, line, state: before, node: open.node, afterBlank, afterHeader },
      until,
      known,
    );
    if (begun < 0) return false;
    open.continueFrom(kernel.rows);
    if (begun > 0) {
      this.beginGoroutine(kernel.rows.line[1]!);
      open.addRows(kernel.rows, begun, this.builder.headers.suffixes);
    }
    const { cursor } = kernel;
    this.at = cursor.at;
    this.line = cursor.line;
    this.afterBlank = cursor.afterBlank;
    this.afterHeader = cursor.afterHeader;
    if (cursor.state === kernelState.created) this.state = 'created';
    return true;
  }

  /** Reads the frame at the current byte, if it is known by its bytes. */
  private followStack(): boolean {
    const { open } = this;
    const { known, trie } = this.builder;
    const next = known.follow(open.node, this.at) || trie.addKnown(open.node, this.at);
    if (next === 0) return false;
    open.reportUnread(this.line);
    open.node = next;
    this.advance(known.after, 2);
    if (trie.endsStack(next)) {
      this.builder.goroutines.setCreatorId(known.creatorId);
      this.state = 'created';
    }
    return true;
  }

  /** Reads a line that is neither a header nor known by its bytes. */
  private readOther(line: Line): void {
    if (line.text.trim() === '') {
      this.skipTo(line.after, line.number + 1);
      this.afterBlank = true;
      return;
    }
    if (this.state === 'stack' ? this.readInStack(line) : this.readAfterStack(line)) return;
    const record = this.records.read(line, this.state === 'stack' && !this.afterBlank);
    if (record !== undefined) {
      this.leave();
      this.skipTo(record.after, record.line);
      return;
    }
    if (this.context.onUnparsedLine(line, this.state !== 'outside' && this.state !== 'runtimeStack')) {
      this.isStopped = true;
      return;
    }
    this.readBetween(line);
    this.skipTo(line.after, line.number + 1);
  }

  /** Reads a line that is not part of a stack. */
  private readBetween({ text, number }: Line): void {
    // tail prints a blank line before each title. Without one, the line is other text.
    const isAlone = this.afterBlank || this.state === 'outside';
    const name = isAlone ? readDumpTitle(text) : undefined;
    if (name !== undefined) {
      this.leave();
      this.records.finish();
      this.builder.sections.add({ kind: 'title', name, line: number });
    } else if (isPreamble(text)) {
      this.leave();
      this.builder.sections.add({ kind: 'preamble', title: causeTitle(text), line: number });
    } else if (text.startsWith(threadSeparator) && text.trimEnd() === threadSeparator) {
      this.leave();
      this.builder.sections.add({ kind: 'threadSeparator' });
    } else if (isRuntimeStack(text)) {
      this.leave();
      this.state = 'runtimeStack';
    } else if (this.state === 'stack' && !this.afterBlank) {
      if (!isRuntimeNote(text)) this.open.addUnread(number);
    } else {
      this.leave();
      if (isFailureNote(text)) this.builder.failureNote ??= text.trimEnd();
    }
  }

  private readInStack(line: Line): boolean {
    const read = readStackLine(this.builder.lines, line);
    if (read === undefined || (read.kind === 'count' && !this.afterHeader)) return false;
    if (read.kind === 'frame' || read.kind === 'createdBy') {
      this.addFrame(read);
      return true;
    }
    if (read.kind === 'count') this.builder.setCount(read.count, line.number);
    else if (read.kind === 'ancestor') this.state = 'ancestors';
    else this.open.node = this.builder.trie.add(this.open.node, read);
    this.accept(line);
    return true;
  }

  private addFrame({
    kind,
    frame,
    creatorId,
    key,
    foreign,
    last,
  }: StackLine & { kind: 'frame' | 'createdBy' }): void {
    const { open } = this;
    const { trie } = this.builder;
    const interned = trie.frame(frame.kind, frame.function, frame.file, frame.line);
    open.node = trie.add(open.node, { kind, frame: interned }, key);
    if (kind === 'createdBy') {
      this.builder.goroutines.setCreatorId(creatorId);
      this.state = 'created';
    }
    for (const other of foreign) {
      if (!this.context.onUnparsedLine(other, true)) continue;
      this.isStopped = true;
      return;
    }
    open.reportUnread(this.line);
    if (foreign.length > 0) open.reportLines(foreign[0]!.number, foreign.at(-1)!.number + 1);
    this.accept(last);
  }

  /** Reads a line that can follow a finished stack: a line of its ancestors, or a frame whose header is missing. */
  private readAfterStack(line: Line): boolean {
    const canHaveAncestors = this.state === 'created' || this.state === 'ancestors';
    if (canHaveAncestors && readAncestor(line.text) !== undefined) {
      this.state = 'ancestors';
      this.accept(line);
      return true;
    }
    const isFunction = readFunctionLine(line.text) !== undefined || readCreatedBy(line.text) !== undefined;
    const below = this.builder.lines.linesAfter(line);
    const file = isFunction ? fileLineBelow(below, (next) => next.text, 0) : undefined;
    const last = file?.line ?? line;
    if (this.state === 'ancestors' && (file !== undefined || readElision(line.text) !== undefined)) {
      this.accept(last);
      return true;
    }
    if (file === undefined) return false;
    if (this.state !== 'runtimeStack') {
      this.leave();
      const message = 'Frames without a goroutine: a header such as “goroutine 1 [running]:” was expected.';
      this.builder.problems.add('no-header', line.number, last.number + 1, message);
    }
    this.skipTo(last.after, last.number + 1);
    return true;
  }

  /** Adds all lines up to and including this one to the open goroutine. */
  private accept(last: Line): void {
    this.open.reportUnread(this.line);
    this.advance(last.after, last.number + 1 - this.line);
  }

  private advance(after: number, lineCount: number): void {
    this.skipTo(Math.min(after, this.text.length), this.line + lineCount);
    this.open.extend(this.line, this.at);
  }

  private skipTo(at: number, line: number): void {
    this.at = at;
    this.line = line;
    this.afterBlank = false;
    this.afterHeader = false;
  }

  private leave(): void {
    this.closeGoroutine();
    this.state = 'outside';
  }

  private endsInGoroutine(): boolean {
    const { text, builder } = this;
    return (
      this.afterHeader ||
      (this.open.hasUnread && endsInFrame(text, builder.lines)) ||
      endsInOffset(text, builder.lines)
    );
  }

  private closeGoroutine(): void {
    this.open.close(this.at >= this.text.length && this.endsInGoroutine() ? this.line : undefined);
  }
}
