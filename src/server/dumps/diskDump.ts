import type { CancellationToken } from 'vscode-languageserver';
import { type Dump, goroutineId, type GoroutineIndex, lastIndex, type UserCode } from '../../core';
import { fileGoroutineUri } from '../../protocol';
import type { DiskFile } from '../ports/diskFiles';
import { throwIfCancelled } from '../turns';
import { GroupedDump } from './groupedDump';
import type { PiecedText } from './piecedText';

/** A part of the text, `endLine` exclusive. `lines` may have fewer lines. */
interface TextPart {
  readonly line: number;
  readonly endLine: number;
  readonly lines: readonly string[];
}

/** Bytes of the text between two goroutines that are read. */
const betweenSize = 1 << 20;

/** Goroutines after the one that was read last that the next one is expected among. */
const near = 8;

/** A dump whose text stays on disk. Lines are those of the unwrapped text. */
export class DiskDump extends GroupedDump {
  /** The goroutine that was looked up last. */
  private last: GoroutineIndex = 0;

  constructor(
    uri: string,
    dump: Dump,
    isUserCode: UserCode,
    private readonly text: PiecedText,
    private readonly file: DiskFile,
  ) {
    super(uri, dump, isUserCode);
  }

  override async readLines(from: number, to: number, token: CancellationToken): Promise<readonly string[]> {
    const lines: string[] = [];
    for (let line = from; line < to;) {
      throwIfCancelled(token);
      // Reading many goroutines one by one would take twice as long if each waited for what is there already.
      const part = this.knownPartAt(line, to) ?? (await this.partAt(line));
      for (const end = Math.min(to, part.endLine); line < end; line++) {
        lines.push(part.lines[line - part.line] ?? '');
      }
    }
    return lines;
  }

  /** The goroutine that contains the line, if its text was just read. Lines from `to` on may be missing. */
  private knownPartAt(line: number, to: number): TextPart | undefined {
    const { line: header, endLine, start, end } = this.dump.goroutines;
    const index = this.lastBefore(line);
    if (index < 0 || line >= endLine[index]!) return undefined;
    const lines = this.text.knownLines(start[index]!, end[index]!, to - header[index]!);
    return lines && { line: header[index]!, endLine: endLine[index]!, lines };
  }

  /** The last goroutine that begins at the line or above it; -1 if there is none. */
  private lastBefore(line: number): GoroutineIndex {
    const { length, line: header } = this.dump.goroutines;
    // Goroutines are mostly read one after the other, or with few left out.
    for (let index = this.last; index < Math.min(length, this.last + near); index++)
      if (header[index]! <= line && !(header[index + 1]! <= line)) return (this.last = index);
    const index = lastIndex(length, (goroutine) => header[goroutine]! <= line);
    this.last = Math.max(0, index);
    return index;
  }

  /** The goroutine that contains the line, or the text between two goroutines. */
  private async partAt(line: number): Promise<TextPart> {
    const { line: header, endLine, start, end } = this.dump.goroutines;
    const index = this.lastBefore(line);
    if (index >= 0 && line < endLine[index]!) {
      const lines = await this.text.linesBetween(start[index]!, end[index]!);
      return { line: header[index]!, endLine: endLine[index]!, lines };
    }
    const after = { line: endLine[index] ?? 0, byte: end[index] ?? 0 };
    const next = { line: header[index + 1] ?? Infinity, byte: start[index + 1] ?? Infinity };
    // Lines before a header, which may be a panic, are more useful than lines of a log after a goroutine.
    if (next.byte < Infinity) {
      const before = await this.text.linesBefore(next.byte, Math.max(after.byte, next.byte - betweenSize));
      const first = next.line - before.length;
      if (line >= first) return { line: first, endLine: next.line, lines: before };
    }
    const lines = await this.text.linesBetween(after.byte, Math.min(next.byte, after.byte + betweenSize));
    return { line: after.line, endLine: next.line, lines };
  }

  /** The document that shows only the goroutine, because no editor shows the file. */
  override locationOf(goroutine: GoroutineIndex) {
    const { goroutines } = this.dump;
    const id = goroutineId(goroutines, goroutine);
    const line = goroutines.line[goroutine]!;
    const uri = fileGoroutineUri({ dump: this.uri, line, ...(id !== undefined && { id }) });
    return { uri, position: { line: 0, character: 0 } };
  }

  /** The same dump with other user code. */
  withUserCode(isUserCode: UserCode): DiskDump {
    return new DiskDump(this.uri, this.dump, isUserCode, this.text, this.file);
  }

  /** Closes the file, after pending reads. */
  async close(): Promise<void> {
    await this.file.close();
  }
}
