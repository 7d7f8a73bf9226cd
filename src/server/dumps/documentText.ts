import type { Position } from 'vscode-languageserver';
import { lastIndex } from '../../core';

/** A UTF-16 column and its byte, both counted from the beginning of their line. */
type Mark = readonly [unit: number, byte: number];

/** In UTF-16 units. */
const markDistance = 1024;

/**
 * A document's text by lines, as editors count them: a line ends at LF, CRLF or a lone CR. The core knows LF alone,
 * so the other two are made one where they occur, and lone surrogates, which UTF-8 cannot express, U+FFFD.
 */
export class DocumentText {
  readonly text: string;
  private readonly starts: number[] = [0];
  private bytes: Uint32Array | undefined;
  private marks: { readonly line: number; readonly marks: readonly Mark[] } | undefined;
  private lastIsAscii: boolean | undefined;

  /** @param text whose lines end at LF alone */
  private constructor(text: string) {
    this.text = text;
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1))
      this.starts.push(at + 1);
  }

  /** A text as an editor has it. */
  static ofEditor(text: string): DocumentText {
    const unified = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    return new DocumentText(unified.replace(/\p{Surrogate}/gu, '\ufffd').replace(/^\ufeff/, ''));
  }

  /** A text out of the core, whose bytes have to stay what they are. */
  static ofDump(text: Uint8Array): DocumentText {
    return new DocumentText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(text));
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The text of the zero-based line without its end; empty outside the document. */
  readonly lineAt = (line: number): string => {
    const start = this.starts[line];
    if (start === undefined) return '';
    const next = this.starts[line + 1];
    return this.text.slice(start, next === undefined ? undefined : next - 1);
  };

  /** After the character at the position; at the end of a line, the position itself. */
  positionAfter({ line, character }: Position): Position {
    return { line, character: Math.min(character + 1, this.lineAt(line).length) };
  }

  /** The byte of a position in the text's UTF-8. */
  byteAt(line: number, character: number): number {
    const text = this.lineAt(line);
    const start = this.byteStarts()[line] ?? 0;
    const at = Math.min(character, text.length);
    if (this.isAscii(line)) return start + at;
    const [mark, markByte] = lastMark(this.marksOf(line), ([unit]) => unit <= at);
    return start + markByte + utf8Length(text, mark, at);
  }

  /** The byte after the last one of the line that the byte is on. */
  lineEndAfter(byte: number): number {
    return (this.byteStarts()[this.lineOf(byte) + 1] ?? Infinity) - 1;
  }

  /** The position of a byte of the text's UTF-8. */
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

  /** Columns of a long line and their bytes, so that no position has to be counted from the line's beginning. */
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

  /** Where each line begins in UTF-8. */
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

  /** Where the text, which has no line end, occurs: offset into `text`, line and UTF-16 column. */
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

/** Bytes of the UTF-16 units from `start` to `end` in UTF-8: two for each half of a pair. */
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
