import type { Position } from 'vscode-languageserver';
import { readAncestor, readHeader, readCountLine } from '../../core';
import type { DumpDocument } from '../dumps/dumpDocument';
import { covers, type Target, wordAt } from './frameAt';

/** Does not match offsets (`+0x13d`) and small numbers such as lengths: the first page of memory is never mapped. */
const address = /(?<!\+)\b0x[0-9a-f]{4,}\b/g;

/** What is at the position: the function or file of a frame, the id or state of a goroutine, or an address. */
export function targetAt(document: DumpDocument, position: Position): Target | undefined {
  const { line, character } = document.textPosition(position);
  const text = document.lineAt(line);

  const header = readHeader(text);
  if (header !== undefined && covers(header.idSpan, character)) {
    return { kind: 'goroutine', id: header.id, span: { line, ...header.idSpan } };
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
