import { InternTable } from '../bytes/internTable';
import type { Dump } from '../model/dump';
import type { FrameText } from '../model/frameText';
import { columnNames, type Goroutines, goroutinesOf, idNumbers, makeColumns } from '../model/goroutines';
import type { Label } from '../model/label';
import type { Race } from '../model/race';
import type { StackFrame, Stack } from '../model/stack';
import type { State } from '../model/state';
import { noHeader, ProblemLog } from '../parse/problems';
import { divide, type Mark } from '../parse/sections';
import type { Traceback } from '../parse/traceback';

/**
 * Joins the dumps of the pieces of a text that is too long to be read at once. Each piece must begin with a
 * goroutine. Lines and byte offsets are those of the whole text.
 */
export class DumpJoiner {
  private readonly states = new InternTable<State>(({ text }) => text);
  private readonly labels = new InternTable<readonly Label[]>((labels) => JSON.stringify(labels));
  private readonly frames = new InternTable<StackFrame>((frame) => Object.values(frame).join('\n'));
  private readonly stacks = new InternTable<Stack>((stack) => this.stackKey(stack));
  private readonly parts: Goroutines[] = [];
  private readonly marks: Mark[] = [];
  private readonly races: Race[] = [];
  private readonly otherFrames: FrameText[] = [];
  private readonly problems = new ProblemLog();
  private count = 0;
  private lineCount = 0;
  private byteCount = 0;

  constructor() {
    this.labels.add([]);
  }

  /** @param length length of the piece in bytes of the text that was read */
  add(piece: Traceback, length: number): void {
    const { goroutines, lineCount } = piece;
    const frames = new Map(piece.frames.map((frame) => [frame, this.frames.get(this.frames.add(frame))]));
    const own = (frame: StackFrame) => frames.get(frame) ?? frame;
    const stackIndices = piece.stacks.map((stack) =>
      this.stacks.add({
        ...stack,
        frames: stack.frames.map(own),
        createdBy: stack.createdBy && own(stack.createdBy),
      }),
    );
    const stateIndices = piece.states.map((state) => this.states.add(state));
    const labelIndices = piece.labels.map((labels) => this.labels.add(labels));
    this.parts.push({
      ...goroutines,
      state: goroutines.state.map((state) => stateIndices[state]!),
      labels: goroutines.labels.map((labels) => labelIndices[labels]!),
      stack: goroutines.stack.map((stack) => stackIndices[stack]!),
      line: goroutines.line.map((line) => line + this.lineCount),
      endLine: goroutines.endLine.map((line) => line + this.lineCount),
      start: goroutines.start.map((byte) => byte + this.byteCount),
      end: goroutines.end.map((byte) => byte + this.byteCount),
    });
    this.addRest(piece);
    this.count += goroutines.length;
    this.lineCount += lineCount;
    this.byteCount += length;
  }

  build(): Dump {
    if (this.count === 0 && this.problems.isEmpty) {
      this.problems.add('no-goroutines', 0, this.lineCount, noHeader);
    }
    const goroutines = joined(this.parts, this.count);
    const states = this.states.values;
    const stacks = this.stacks.values;
    return {
      ...divide({ goroutines, states, stacks }, this.marks),
      states,
      labels: this.labels.values,
      frames: this.frames.values,
      stacks,
      races: this.races,
      otherFrames: this.otherFrames,
      problems: this.problems.build(this.lineCount),
      lineCount: this.lineCount,
    };
  }

  private addRest(piece: Traceback): void {
    const { lineCount } = this;
    const [first] = piece.marks;
    const last = this.marks.findLast(({ kind }) => kind === 'stream');
    const isContinued = first?.kind === 'stream' && last?.kind === 'stream' && first.name === last.name;
    for (const mark of isContinued ? piece.marks.slice(1) : piece.marks) {
      const moved = { ...mark, index: mark.index + this.count };
      this.marks.push('line' in moved ? { ...moved, line: moved.line + lineCount } : moved);
    }
    for (const { code, line, endLine, message } of piece.problems) {
      if (code !== 'no-goroutines') this.problems.add(code, line + lineCount, endLine + lineCount, message);
    }
    for (const frame of piece.otherFrames) {
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
    for (const race of piece.races) this.races.push(moved({ ...race, stacks: race.stacks.map(moved) }));
  }

  private stackKey({ frames, createdBy, elided, unavailable }: Stack): string {
    const numbers = [...frames, ...(createdBy === undefined ? [] : [createdBy])].map((frame) =>
      this.frames.add(frame),
    );
    return [frames.length, ...numbers, elided?.after, elided?.count, unavailable].join();
  }
}

function joined(parts: readonly Goroutines[], length: number): Goroutines {
  const whole = makeColumns(length);
  let offset = 0;
  for (const part of parts) {
    for (const name of columnNames) {
      whole[name].set(name === 'id' ? idNumbers(part.id) : part[name], offset);
    }
    offset += part.length;
  }
  return goroutinesOf(whole, length);
}
