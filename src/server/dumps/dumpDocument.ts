import type { CancellationToken, Position, Range } from 'vscode-languageserver';
import {
  type Dump,
  framesAmong,
  framesBetween,
  type FrameText,
  frameTextAt,
  type Origins,
  type Span,
  type UserCode,
} from '../../core';
import { isAfter } from '../positions';
import { throwIfCancelled } from '../turns';
import { DocumentText } from './documentText';
import { GroupedDump } from './groupedDump';

/** The text of an open document, and the text of its dump, which differs if the dump is wrapped. */
export interface DocumentTexts {
  readonly document: DocumentText;
  readonly dump: DocumentText;
  /** Undefined if both are the same. */
  readonly origins: Origins | undefined;
}

/** One version of an open document, parsed. */
export class DumpDocument extends GroupedDump {
  constructor(
    uri: string,
    readonly version: number,
    readonly text: DocumentTexts,
    isUserCode: UserCode,
    dump: Dump,
  ) {
    super(uri, dump, isUserCode);
  }

  /** The dump's text. */
  get lines(): DocumentText {
    return this.text.dump;
  }

  readonly lineAt = (line: number): string => this.text.dump.lineAt(line);

  override readLines(from: number, to: number, token: CancellationToken): Promise<readonly string[]> {
    throwIfCancelled(token);
    return Promise.resolve(Array.from({ length: Math.max(0, to - from) }, (_, n) => this.lineAt(from + n)));
  }

  override linesAbove(line: number, count: number): Promise<readonly string[]> {
    const last = this.position(line).line;
    const first = Math.max(0, last - count);
    const { document } = this.text;
    return Promise.resolve(Array.from({ length: last + 1 - first }, (_, n) => document.lineAt(first + n)));
  }

  override position(line: number, character = 0): Position {
    const { origins, document, dump } = this.text;
    return origins === undefined
      ? { line, character }
      : document.positionAt(origins.originOf(dump.byteAt(line, character)));
  }

  /** The range in the document of a span in a line of the dump. */
  range(line: number, { start, end }: Span): Range {
    if (this.text.origins === undefined || end === start) {
      const at = this.position(line, start);
      return { start: at, end: end === start ? at : { line, character: end } };
    }
    const first = this.position(line, start);
    const last = this.position(line, end - 1);
    if (isAfter(first, last)) return this.firstPiece(line, { start, end });
    // The next character may be elsewhere in the document, unless the last one is an escape of several characters.
    const next = this.position(line, end);
    const { document } = this.text;
    const isEscape = /[\\&#]/.test(document.lineAt(last.line).charAt(last.character));
    return {
      start: first,
      end: isEscape && next.line === last.line && isAfter(next, last) ? next : document.positionAfter(last),
    };
  }

  /** The range of the first piece of a span, if the document has its pieces in another order. */
  private firstPiece(line: number, { start, end }: Span): Range {
    const first = this.position(line, start);
    let last = first;
    for (let character = start + 1; character < end; character++) {
      const next = this.position(line, character);
      if (!isAfter(next, last)) break;
      last = next;
    }
    return { start: first, end: this.text.document.positionAfter(last) };
  }

  override textPosition(position: Position): Position {
    const { origins, document, dump } = this.text;
    if (origins === undefined) return position;
    const byte = document.byteAt(position.line, position.character);
    return dump.positionAt(origins.textOf(byte, document.lineEndAfter(byte)));
  }

  /** The frames between two lines; `to` is exclusive. */
  framesBetween(from: number, to: number): Iterable<FrameText> {
    const others = framesAmong(this.dump.otherFrames, from - 1, to);
    return others.length > 0 ? others : framesBetween(this.lineAt, from, to);
  }

  /** The frame whose function line or file line is `line`. */
  frameAt(line: number): FrameText | undefined {
    const others = framesAmong(this.dump.otherFrames, line - 2, line + 2);
    const other = others.find(({ functionLine, fileLine }) => functionLine === line || fileLine === line);
    return other ?? frameTextAt(this.lineAt, line, this.lines.lineCount);
  }
}
