import { noState, readState } from '../go/states';
import type { Line } from '../lines/textLines';
import type { FrameText } from '../model/frameText';
import type { Label } from '../model/label';
import type { Race, RaceStack } from '../model/race';
import type { StackFrame } from '../model/stack';
import type { State } from '../model/state';
import {
  type DelveGoroutine,
  type NextLine,
  type LocatedFrame,
  type ProfileHead,
  readDelveGoroutine,
  readLoggerStack,
  readProfileHead,
  readProfileRecord,
  readRaceReport,
  readZerologStack,
  type StackRecord,
} from '../records';
import type { DumpBuilder } from './dumpBuilder';
import type { StackNode } from './stackTrie';

/** Adds stacks in forms other than the runtime's to the columns. */
export class RecordRows {
  readonly races: Race[] = [];
  private readonly frameTexts: FrameText[] = [];
  /** Why a profile that has no goroutines was not read. */
  refusal: string | undefined;

  private profile: (ProfileHead & { counted: number; readonly line: number }) | undefined;
  /** The goroutines of the current listing, by id. If a listing repeats a goroutine, the one with the most frames. */
  private listing = new Map<number, DelveGoroutine>();

  constructor(private readonly builder: DumpBuilder) {}

  /**
   * Reads the record that begins at the line.
   *
   * @param inStack whether the line is among the frames of a goroutine, where it cannot begin the stack of a logger
   * @returns the byte offset and the line after the record; undefined if there is none
   */
  read(line: Line, inStack: boolean): { readonly after: number; readonly line: number } | undefined {
    const { text } = line;
    const next: NextLine = (before) => this.builder.lines.followingLine(before);
    if (text.includes('profile') || text.startsWith('--- ')) {
      if (this.readHead(line)) return { after: line.after, line: line.number + 1 };
    }
    if (this.profile !== undefined && text.includes(' @')) {
      const record = readProfileRecord(line, next);
      if (record !== undefined) {
        this.profile.counted += record.count;
        this.addFrames(record.frames);
        this.addRow(record, NaN, noState, record.labels, record.count);
        if (this.profile.counted >= this.profile.total) this.profile = undefined;
        return after(record);
      }
    }
    if (text.startsWith('====') || text.startsWith('WARNING: ') || text.includes(' times:')) {
      const report = readRaceReport(line, next);
      if (report !== undefined) {
        this.addRace(report);
        return after(report);
      }
    }
    if (text.includes('Goroutine ')) {
      const goroutine = readDelveGoroutine(line, next);
      if (goroutine !== undefined) {
        this.addListed(goroutine);
        return after(goroutine);
      }
    }
    // Between the records of a profile, a stack of a logger would end the profile.
    if (inStack || this.profile !== undefined) return undefined;
    const stack = text.includes('"stack"') ? readZerologStack(line) : readLoggerStack(line, next);
    if (stack === undefined) return undefined;
    this.finish();
    this.builder.sections.beginEntries('stacks', '', line.number);
    this.addFrames(stack.frames);
    this.addRow(stack, NaN, noState, [], 1);
    return after(stack);
  }

  /** The frames of all records, in the order of their lines. */
  get frames(): readonly FrameText[] {
    return this.frameTexts.sort((a, b) => a.functionLine - b.functionLine);
  }

  /** Finishes the current listing or profile, because a goroutine or another stream begins, or the text ends. */
  finish(): void {
    if (this.listing.size > 0) this.finishListing();
    const { profile } = this;
    if (profile !== undefined && profile.counted < profile.total) {
      const message = `The profile says that it has ${profile.total} goroutines, but its records have ${profile.counted}: it is truncated.`;
      this.builder.problems.add('cut-off', profile.line, profile.line + 1, message);
    }
    this.profile = undefined;
  }

  private readHead(line: Line): boolean {
    const head = readProfileHead(line.text);
    if (head === undefined) return false;
    if (head.kind === 'refused') {
      this.refusal ??= head.message;
      return true;
    }
    this.finish();
    const kind = head.kind === 'threadcreate' ? 'stacks' : 'profile';
    this.builder.sections.beginEntries(kind, line.text.trimEnd(), line.number);
    this.profile = { ...head, counted: 0, line: line.number };
    return true;
  }

  private addRace({
    count,
    accesses,
    creations,
    others,
    line,
    endLine,
  }: NonNullable<ReturnType<typeof readRaceReport>>): void {
    const { sections } = this.builder;
    this.finish();
    sections.beginEntries('races', 'WARNING: DATA RACE', line);
    for (const access of accesses) {
      const id = access.goroutine === 'main' ? NaN : access.goroutine;
      sections.add({ kind: 'named', id });
      this.addRow(access, id, noState, [], 1);
    }
    for (const { goroutine: id } of creations) sections.add({ kind: 'named', id });
    for (const { frames } of [...accesses, ...creations, ...others]) this.addFrames(frames);
    const stack =
      (role: RaceStack['role']) =>
      (block: StackRecord & { readonly title: string }): RaceStack => ({
        role,
        title: block.title,
        line: block.line,
        endLine: block.endLine,
        frames: block.frames.map((frame) => this.internedFrame(frame)),
      });
    const stacks = [
      ...accesses.map(stack('access')),
      ...creations.map(stack('creation')),
      ...others.map(stack('other')),
    ];
    this.races.push({ count, line, endLine, stacks });
  }

  private addListed(goroutine: DelveGoroutine): void {
    if (this.profile !== undefined) this.finish();
    const { id, frames } = goroutine;
    const known = this.listing.get(id);
    this.addFrames(frames);
    if (known === undefined || frames.length > known.frames.length) this.listing.set(id, goroutine);
  }

  private finishListing(): void {
    const goroutines = [...this.listing.values()].sort((a, b) => a.line - b.line);
    const [first] = goroutines;
    this.listing = new Map();
    if (first === undefined) return;
    this.builder.sections.beginEntries('listing', '', first.line);
    for (const goroutine of goroutines) {
      const state = goroutine.state ?? (goroutine.thread === undefined ? '' : 'running');
      this.addRow(
        goroutine,
        goroutine.id,
        state === '' ? noState : readState(state),
        goroutine.labels,
        goroutine.count,
      );
    }
  }

  private addRow(
    record: StackRecord,
    id: number,
    state: State,
    labels: readonly Label[],
    count: number,
  ): void {
    const { goroutines, headers, trie } = this.builder;
    let node: StackNode = 0;
    for (const frame of record.frames) {
      node = trie.add(node, { kind: 'frame', frame: this.internedFrame(frame) });
    }
    if (record.createdBy !== undefined) {
      node = trie.add(node, { kind: 'createdBy', frame: this.internedFrame(record.createdBy) });
    }
    const stateNumber = headers.stateIndex(state);
    goroutines.add(id, stateNumber, 0, headers.labelsIndex(labels), record.line, record.start);
    this.builder.setCount(count, record.line);
    goroutines.close(goroutines.length - 1, trie.stackIndex(node), record.endLine, record.after);
  }

  private addFrames(frames: readonly LocatedFrame[]): void {
    for (const { function: name, file, line, functionSpan, fileSpan } of frames) {
      if (fileSpan === undefined) continue;
      this.frameTexts.push({
        kind: 'frame',
        functionLine: functionSpan.lineNumber,
        name,
        nameSpan: functionSpan,
        args: undefined,
        creatorId: undefined,
        creatorSpan: undefined,
        fileLine: fileSpan.lineNumber,
        file: { file, line, span: fileSpan },
      });
    }
  }

  private internedFrame({ function: name, file, line }: Omit<StackFrame, 'kind'>): StackFrame {
    return this.builder.trie.frame('go', name, file, line);
  }
}

function after(record: { readonly after: number; readonly endLine: number }) {
  return { after: record.after, line: record.endLine };
}
