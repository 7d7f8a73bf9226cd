import type { Position } from 'vscode-languageserver';
import { type FrameText, readAncestor, readCountLine, readHeader, type Span } from '../../core';
import type { DumpDocument } from '../dumps/dumpDocument';

/** A span in a zero-based line of the dump's text. */
export interface TextSpan extends Span {
  readonly line: number;
}

/** What a position in a dump points at. */
export type DumpElement =
  | { readonly kind: 'function' | 'file'; readonly frame: FrameText; readonly span: TextSpan }
  | { readonly kind: 'goroutine'; readonly id: number; readonly span: TextSpan }
  | { readonly kind: 'address'; readonly address: string; readonly span: TextSpan }
  | { readonly kind: 'state'; readonly span: TextSpan };

/** Does not match offsets (`+0x13d`) and small numbers such as lengths: the first page of memory is never mapped. */
const address = /(?<!\+)\b0x[0-9a-f]{4,}\b/g;

/** The element at the position: the function or file of a frame, the id or state of a goroutine, or an address. */
export function elementAt(document: DumpDocument, position: Position): DumpElement | undefined {
  const { line, character } = document.textPosition(position);
  const text = document.lineAt(line);

  const header = readHeader(text);
  if (header !== undefined && character <= header.idSpan.end) {
    return { kind: 'goroutine', id: header.id, span: { line, start: 0, end: header.idSpan.end } };
  }
  if (header !== undefined && covers(header.stateSpan, character)) {
    return { kind: 'state', span: { line, ...header.stateSpan } };
  }

  const ancestor = readAncestor(text);
  if (ancestor !== undefined)
    return { kind: 'goroutine', id: ancestor.id, span: { line, ...ancestor.idSpan } };

  const countLine = readCountLine(text);
  if (countLine !== undefined && covers(countLine.idsSpan, character)) {
    const id = wordAt(text, character, /\d+/g);
    return id && { kind: 'goroutine', id: Number(text.slice(id.start, id.end)), span: { line, ...id } };
  }

  const frame = document.frameAt(line);
  if (frame?.functionLine === line && covers(frame.nameSpan, character)) {
    return { kind: 'function', frame, span: { line, ...frame.nameSpan } };
  }
  if (
    frame?.creatorId !== undefined &&
    frame.functionLine === line &&
    covers(frame.creatorSpan!, character)
  ) {
    return { kind: 'goroutine', id: frame.creatorId, span: { line, ...frame.creatorSpan! } };
  }
  if (frame?.fileLine === line && covers(frame.file.span, character)) {
    return { kind: 'file', frame, span: { line, ...frame.file.span } };
  }

  const word = wordAt(text, character, address);
  return word && { kind: 'address', address: text.slice(word.start, word.end), span: { line, ...word } };
}

/** Whether the column is in the span or directly after it, like a cursor after a word. */
function covers(span: Span, character: number): boolean {
  return span.start <= character && character <= span.end;
}

/** The span of the match at the column; undefined if there is none. */
function wordAt(text: string, character: number, pattern: RegExp): Span | undefined {
  // Words are short, so a long line need not be searched to its ends.
  const from = Math.max(0, character - 64);
  for (const match of text.slice(from, character + 64).matchAll(pattern)) {
    const span = { start: from + match.index, end: from + match.index + match[0].length };
    if (covers(span, character)) return span;
  }
  return undefined;
}
