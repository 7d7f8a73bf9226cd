import { readAncestor, readHeader, readTimes } from '../../core';
import type { DumpDocument } from '../dumps';
import { covers, frameAt, type Position, rangeOf, type Target, wordAt } from './frameAt';

/** Offsets (`+0x13d`) and small numbers, such as lengths, are none: nothing lies in the first page of memory. */
const address = /(?<!\+)\b0x[0-9a-f]{4,}\b/g;

/** What the position points at: a frame's function or file, a goroutine's id, its state, an address. */
export function targetAt(document: DumpDocument, position: Position): Target | undefined {
  const { line, character } = position;
  const text = document.lineAt(line);

  const header = readHeader(text);
  if (header !== undefined && covers(header.idSpan, character)) {
    return { kind: 'goroutine', id: header.id, range: rangeOf(line, header.idSpan) };
  }
  if (header !== undefined && covers(header.stateSpan, character)) {
    return { kind: 'state', range: rangeOf(line, header.stateSpan) };
  }

  const ancestor = readAncestor(text);
  if (ancestor !== undefined)
    return { kind: 'goroutine', id: ancestor.id, range: rangeOf(line, ancestor.idSpan) };

  const times = readTimes(text);
  if (times !== undefined && covers(times.idsSpan, character)) {
    const id = wordAt(text, character, /\d+/g);
    return id && { kind: 'goroutine', id: Number(text.slice(id.start, id.end)), range: rangeOf(line, id) };
  }

  const frame = frameAt(document, line);
  if (frame?.functionLine === line && covers(frame.nameSpan, character)) {
    return { kind: 'function', frame, range: rangeOf(line, frame.nameSpan) };
  }
  if (
    frame?.creatorId !== undefined &&
    frame.functionLine === line &&
    covers(frame.creatorSpan!, character)
  ) {
    return { kind: 'goroutine', id: frame.creatorId, range: rangeOf(line, frame.creatorSpan!) };
  }
  if (frame?.fileLine === line && covers(frame.file.span, character)) {
    return { kind: 'file', frame, range: rangeOf(line, frame.file.span) };
  }

  const word = wordAt(text, character, address);
  return word && { kind: 'address', address: text.slice(word.start, word.end), range: rangeOf(line, word) };
}
