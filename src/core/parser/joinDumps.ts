import type { Dump, Frame, Goroutines, Label, Race, Section, Stack, State } from '../model';
import { timesBetween } from './columns';
import type { FrameText } from './frameText';
import { IdSet } from './idSet';
import { noHeader, ProblemLog } from './problems';
import { Table } from './table';

/**
 * Joins the dumps of the pieces of a text that is too long to be read at once. Each piece begins where a goroutine does;
 * lines and bytes of the whole are counted on from piece to piece.
 */
export class DumpJoiner {
  private readonly states = new Table<State>(({ text }) => text);
  private readonly labels = new Table<readonly Label[]>((labels) => JSON.stringify(labels));
  private readonly frames = new Table<Frame>((frame) => Object.values(frame).join('\n'));
  private readonly stacks = new Table<Stack>((stack) => this.stackKey(stack));
  private readonly parts: Goroutines[] = [];
  private readonly sections: { -readonly [K in keyof Section]: Section[K] }[] = [];
  private readonly races: Race[] = [];
  private readonly otherFrames: FrameText[] = [];
  private readonly problems = new ProblemLog();
  /** Of the section at hand. */
  private ids = new IdSet();
  private count = 0;
  /** Of the last section: a piece does not repeat the title above it. */
  private source = '';
  private lineCount = 0;
  private byteCount = 0;

  constructor() {
    this.labels.add([]);
  }

  /** @param length of the piece, in bytes of the text that its dump was read from */
  add(dump: Dump, length: number): void {
    const { goroutines, lineCount } = dump;
    const frames = new Map(dump.frames.map((frame) => [frame, this.frames.get(this.frames.add(frame))]));
    const own = (frame: Frame) => frames.get(frame) ?? frame;
    const stackNumbers = dump.stacks.map((stack) =>
      this.stacks.add({
        ...stack,
        frames: stack.frames.map(own),
        createdBy: stack.createdBy && own(stack.createdBy),
      }),
    );
    const stateNumbers = dump.states.map((state) => this.states.add(state));
    const labelNumbers = dump.labels.map((labels) => this.labels.add(labels));
    this.addSections(dump);
    this.parts.push({
      ...goroutines,
      state: goroutines.state.map((state) => stateNumbers[state]!),
      labels: goroutines.labels.map((labels) => labelNumbers[labels]!),
      stack: goroutines.stack.map((stack) => stackNumbers[stack]!),
      line: goroutines.line.map((line) => line + this.lineCount),
      endLine: goroutines.endLine.map((line) => line + this.lineCount),
      start: goroutines.start.map((byte) => byte + this.byteCount),
      end: goroutines.end.map((byte) => byte + this.byteCount),
    });
    this.addRest(dump);
    this.count += goroutines.count;
    this.lineCount += lineCount;
    this.byteCount += length;
  }

  build(): Dump {
    if (this.count === 0 && this.problems.isEmpty) {
      this.problems.add('no-goroutines', 0, this.lineCount, noHeader);
    }
    return {
      goroutines: joined(this.parts, this.count),
      states: this.states.values,
      labels: this.labels.values,
      frames: this.frames.values,
      stacks: this.stacks.values,
      sections: this.sections,
      races: this.races,
      otherFrames: this.otherFrames,
      problems: this.problems.build(this.lineCount),
      lineCount: this.lineCount,
    };
  }

  /** A piece goes on with the dump of the one before, unless something tells that it begins another. */
  private addSections(dump: Dump): void {
    for (const [index, read] of dump.sections.entries()) {
      const section = { ...read, source: read.source === '' ? this.source : read.source };
      this.source = section.source;
      const last = this.sections.at(-1);
      const from = section.firstGoroutine;
      const to = from + section.goroutineCount;
      const goesOn =
        index === 0 && last?.kind === section.kind && section.title === '' && section.source === last.source;
      const repeated = goesOn && section.kind === 'goroutines' ? this.firstRepeated(dump, from, to) : -1;
      if (goesOn && repeated !== from) {
        const end = repeated < 0 ? to : repeated;
        const goroutines = repeated < 0 ? section.goroutines : timesBetween(dump.goroutines.times, from, end);
        last.goroutineCount += end - from;
        last.goroutines += goroutines;
        if (section.kind === 'goroutines') this.remember(dump, from, end);
        if (repeated >= 0) {
          const rest = { goroutineCount: to - end, goroutines: section.goroutines - goroutines };
          this.begin(dump, { ...section, ...rest, line: dump.goroutines.line[end]! }, end, to);
        }
      } else {
        this.begin(dump, section, from, to);
      }
    }
  }

  private begin(dump: Dump, section: Section, from: number, to: number): void {
    this.sections.push({
      ...section,
      line: section.line + this.lineCount,
      firstGoroutine: this.count + from,
    });
    this.ids = new IdSet();
    if (section.kind === 'goroutines') this.remember(dump, from, to);
  }

  private remember(dump: Dump, from: number, to: number): void {
    for (let index = from; index < to; index++) this.ids.add(dump.goroutines.id[index]!);
  }

  private firstRepeated({ goroutines: { id } }: Dump, from: number, to: number): number {
    for (let index = from; index < to; index++) {
      if (id[index] !== 0 && this.ids.has(id[index]!)) return index;
    }
    return -1;
  }

  private addRest(dump: Dump): void {
    const { lineCount } = this;
    for (const { code, line, endLine, message } of dump.problems) {
      if (code !== 'no-goroutines') this.problems.add(code, line + lineCount, endLine + lineCount, message);
    }
    for (const frame of dump.otherFrames) {
      const { functionLine, fileLine } = frame;
      this.otherFrames.push({
        ...frame,
        functionLine: functionLine + lineCount,
        fileLine: fileLine + lineCount,
      });
    }
    const moved = <T extends { readonly line: number; readonly endLine: number }>(part: T): T => ({
      ...part,
      line: part.line + lineCount,
      endLine: part.endLine + lineCount,
    });
    for (const race of dump.races) this.races.push(moved({ ...race, stacks: race.stacks.map(moved) }));
  }

  private stackKey({ frames, createdBy, elided, unavailable }: Stack): string {
    const numbers = [...frames, ...(createdBy === undefined ? [] : [createdBy])].map((frame) =>
      this.frames.add(frame),
    );
    return [frames.length, ...numbers, elided?.after, elided?.count, unavailable].join();
  }
}

function joined(parts: readonly Goroutines[], count: number): Goroutines {
  const whole: Goroutines = {
    count,
    id: new Float64Array(count),
    creatorId: new Float64Array(count),
    state: new Uint32Array(count),
    waitMinutes: new Uint32Array(count),
    labels: new Uint32Array(count),
    stack: new Uint32Array(count),
    times: new Uint32Array(count),
    line: new Uint32Array(count),
    endLine: new Uint32Array(count),
    start: new Uint32Array(count),
    end: new Uint32Array(count),
  };
  let offset = 0;
  for (const part of parts) {
    for (const column of Object.keys(whole) as (keyof Goroutines)[]) {
      if (column !== 'count') whole[column].set(part[column], offset);
    }
    offset += part.count;
  }
  return whole;
}
