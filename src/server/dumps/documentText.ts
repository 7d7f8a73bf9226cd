import type { Position } from 'vscode-languageserver';
import { lastIndex } from '../../core';

/** A UTF-16 column and its byte offset, both relative to the start of the line. */
type Mark = readonly [unit: number, byte: number];

/** Distance between two marks in UTF-16 units. */
const markDistance = 1024;

/**
 * The text of a document by lines, as editors count them: a line ends with LF, CRLF or a lone CR. The core knows only
 * LF, so the other two become LF. Lone surrogates, which UTF-8 cannot encode, become U+FFFD.
 */
export class DocumentText {
  readonly text: string;
  private readonly starts: number[] = [0];
  private bytes: Uint32Array | undefined;
  private marks: { readonly line: number; readonly marks: readonly Mark[] } | undefined;
  private lastIsAscii: boolean | undefined;

  /** @param text text whose lines end with LF */
  private constructor(text: string) {
    this.text = text;
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1))
      this.starts.push(at + 1);
  }

  /** The text of an editor. */
  static ofEditor(text: string): DocumentText {
    const unified = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    return new DocumentText(unified.replace(/\p{Surrogate}/gu, '\ufffd').replace(/^\ufeff/, ''));
  }

  /** A text of the core, whose bytes must not change. */
  static ofDump(text: Uint8Array): DocumentText {
    return new DocumentText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(text));
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The text of the zero-based line, without its line end; empty outside the document. */
  readonly lineAt = (line: number): string => {
    const start = this.starts[line];
    if (start === undefined) return '';
    const next = this.starts[line + 1];
    return this.text.slice(start, next === undefined ? undefined : next - 1);
  };

  /** The position after the character at the position; the same position at the end of a line. */
  positionAfter({ line, character }: Position): Position {
    return { line, character: Math.min(character + 1, this.lineAt(line).length) };
  }

  /** The UTF-8 byte offset of a position. */
  byteAt(line: number, character: number): number {
    const text = this.lineAt(line);
    const start = this.byteStarts()[line] ?? 0;
    const at = Math.min(character, text.length);
    if (this.isAscii(line)) return start + at;
    const [mark, markByte] = lastMark(this.marksOf(line), ([unit]) => unit <= at);
    return start + markByte + utf8Length(text, mark, at);
  }

  /** The byte offset of the end of the line that contains the byte. */
  lineEndAfter(byte: number): number {
    return (this.byteStarts()[this.lineOf(byte) + 1] ?? Infinity) - 1;
  }

  /** The position of a UTF-8 byte offset. */
  positionAt(byte: number): Position {
    const line = this.lineOf(byte);
    const text = this.lineAt(line);
    const inLine = byte - this.byteStarts()[line]!;
    if (this.isAscii(line)) return { line, character: Math.min(inLine, text.length) };
    let [character, at] = lastMark(this.marksOf(line), ([, markByte]) => markByte <= inLine);
    while (at < inLine && character < text.length) at += utf8Length(text, character, ++character);
    return { line, character };
  }

  private isAscii(line: number): boolean {
    const bytes = this.byteStarts();
    const text = this.lineAt(line);
    if (line + 1 < bytes.length) return bytes[line + 1]! - bytes[line]! - 1 === text.length;
    return (this.lastIsAscii ??= utf8Length(text, 0, text.length) === text.length);
  }

  /**
   * Columns of a long line and their byte offsets, so that a position is not counted from the start of the line.
   */
  private marksOf(line: number): readonly Mark[] {
    if (this.marks?.line !== line) {
      const text = this.lineAt(line);
      const marks: Mark[] = [[0, 0]];
      for (let unit = markDistance; unit < text.length; unit += markDistance) {
        const [last, byte] = marks.at(-1)!;
        marks.push([unit, byte + utf8Length(text, last, unit)]);
      }
      this.marks = { line, marks };
    }
    return this.marks.marks;
  }

  private lineOf(byte: number): number {
    const starts = this.byteStarts();
    return Math.max(
      0,
      lastIndex(starts.length, (line) => starts[line]! <= byte),
    );
  }

  /** The UTF-8 byte offset of each line. */
  private byteStarts(): Uint32Array {
    if (this.bytes === undefined) {
      this.bytes = new Uint32Array(this.starts.length);
      for (let line = 1; line < this.starts.length; line++) {
        const length = utf8Length(this.text, this.starts[line - 1]!, this.starts[line]!);
        this.bytes[line] = this.bytes[line - 1]! + length;
      }
    }
    return this.bytes;
  }

  /** The occurrences of a text without line ends: UTF-16 offset into `text`, line and UTF-16 column. */
  *occurrences(
    text: string,
  ): Generator<{ readonly offset: number; readonly line: number; readonly character: number }> {
    let line = 0;
    for (let offset = this.text.indexOf(text); offset >= 0; offset = this.text.indexOf(text, offset + 1)) {
      while (this.starts[line + 1]! <= offset) line++; // false after the last line
      yield { offset, line, character: offset - this.starts[line]! };
    }
  }
}

/** The UTF-8 length of the UTF-16 units from `start` to `end`; each half of a surrogate pair counts two bytes. */
function utf8Length(text: string, start: number, end: number): number {
  let length = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) length++;
    else if (unit < 0x800 || (unit >= 0xd800 && unit < 0xe000)) length += 2;
    else length += 3;
  }
  return length;
}

function lastMark(marks: readonly Mark[], holds: (mark: Mark) => boolean): Mark {
  return marks[lastIndex(marks.length, (index) => holds(marks[index]!))] ?? [0, 0];
}
