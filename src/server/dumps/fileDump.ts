import { type Dump, goroutineId, type GoroutineIndex, guessUserCode, lastIndex } from '../../core';
import { fileViewUri } from '../../protocol';
import type { DumpFile } from '../ports/dumpFiles';
import { GroupedDump } from './groupedDump';

const lineFeed = 0x0a;

/** Lines of a text, `endLine` exclusive; there may be more than `lines` has. */
interface TextPart {
  readonly line: number;
  readonly endLine: number;
  readonly lines: readonly string[];
}

/** In bytes: what is read of the text between two goroutines. */
const betweenSize = 1 << 20;

/** A dump whose text stays on disk. Lines are those of the text without what is around the dump. */
export class FileDump extends GroupedDump {
  private last: TextPart | undefined;

  constructor(
    uri: string,
    dump: Dump,
    modules: readonly string[],
    private readonly text: PiecedText,
    private readonly file: DumpFile,
  ) {
    super(uri, dump, guessUserCode(dump, modules));
  }

  /** Empty far from goroutines. */
  readonly lineAt = (line: number): string => {
    const last = this.last;
    if (last !== undefined && line >= last.line && line < last.endLine) {
      return last.lines[line - last.line] ?? '';
    }
    this.last = this.partAt(line);
    return this.last.lines[line - this.last.line] ?? '';
  };

  /** The goroutine that the line is of, or what stands before or after one. */
  private partAt(line: number): TextPart {
    const { length: count, line: header, endLine, start, end } = this.dump.goroutines;
    const index = lastIndex(count, (goroutine) => header[goroutine]! <= line);
    if (index >= 0 && line < endLine[index]!) {
      const lines = linesOf(this.text.between(start[index]!, end[index]!));
      return { line: header[index]!, endLine: endLine[index]!, lines };
    }
    const after = { line: endLine[index] ?? 0, byte: end[index] ?? 0 };
    const next = { line: header[index + 1] ?? Infinity, byte: start[index + 1] ?? Infinity };
    // The lines before a header, which may be a panic, are worth more than those of a log after a goroutine.
    if (next.byte < Infinity) {
      const before = this.text.linesBefore(next.byte, Math.max(after.byte, next.byte - betweenSize));
      const first = next.line - before.length;
      if (line >= first) return { line: first, endLine: next.line, lines: before };
    }
    const lines = linesOf(this.text.between(after.byte, Math.min(next.byte, after.byte + betweenSize)));
    return { line: after.line, endLine: next.line, lines };
  }

  /** The document that shows the goroutine alone, because no editor has the file. */
  override locationOf(goroutine: GoroutineIndex) {
    const { goroutines } = this.dump;
    const id = goroutineId(goroutines, goroutine);
    const name = id === undefined ? 'goroutine' : `goroutine ${id}`;
    const uri = fileViewUri({ source: this.uri, line: goroutines.line[goroutine]! }, `${name}.dump`);
    return { uri, position: { line: 0, character: 0 } };
  }

  /** The same dump, for other modules of the workspace. */
  withModules(modules: readonly string[]): FileDump {
    return new FileDump(this.uri, this.dump, modules, this.text, this.file);
  }

  close(): void {
    this.file.close();
  }
}

/** The text of all pieces, one after the other: where it stands in the file, or is kept if it was unwrapped. */
export class PiecedText {
  private readonly pieces: {
    readonly start: number;
    readonly end: number;
    readonly at: number;
    readonly isKept: boolean;
  }[] = [];
  private length = 0;

  constructor(private readonly file: DumpFile) {}

  add(at: number, length: number, isKept: boolean): void {
    const start = this.length;
    this.length += length;
    this.pieces.push({ start, end: this.length, at, isKept });
  }

  /** The whole lines from byte `from` on, or from where a piece begins, to the beginning of one at byte `end`. */
  linesBefore(end: number, from: number): readonly string[] {
    const start = Math.max(from, this.pieces.findLast((each) => each.start < end)?.start ?? end);
    if (start >= end) return [];
    // With the byte before, which tells whether the first line is whole.
    const isCut = start > 0 && this.between(start - 1, start)[0] !== lineFeed;
    return linesOf(this.between(start, end)).slice(isCut ? 1 : 0, -1);
  }

  /** Up to the end of a piece: a goroutine lies in one. */
  between(start: number, end: number): Uint8Array {
    const piece = this.pieces.findLast((each) => each.start <= start)!;
    const from = piece.at + start - piece.start;
    const to = from + Math.min(end, piece.end) - start;
    return piece.isKept ? this.file.kept(from, to) : this.file.read(from, to);
  }
}

function linesOf(bytes: Uint8Array): readonly string[] {
  return new TextDecoder().decode(bytes).split(/\r?\n/);
}
