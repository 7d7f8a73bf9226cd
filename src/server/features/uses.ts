import type { Range } from 'vscode-languageserver';
import { framesBetween, type FrameText } from '../../core';
import type { DumpDocument } from '../dumps';
import { rangeOf, type Target } from './frameAt';

/** More places than this are of no use to a person, and slow an editor down. */
export const usesShown = 5000;

/** All other places of what the target is: of the function, the file and line, the address; in the text's order. */
export function usesOf(document: DumpDocument, target: Target, limit = usesShown): readonly Range[] {
  switch (target.kind) {
    case 'function':
      return framesOf(document, limit, (frame) => frame.name === target.frame.name).map((frame) =>
        rangeOf(frame.functionLine, frame.nameSpan),
      );
    case 'file': {
      const { file, line } = target.frame.file;
      return framesOf(document, limit, (frame) => frame.file.file === file && frame.file.line === line).map(
        (frame) => rangeOf(frame.fileLine, frame.file.span),
      );
    }
    case 'address':
      return addresses(document, target.address, limit);
    case 'goroutine':
    case 'state':
      return [];
  }
}

/** The frames of goroutines that the test accepts, up to the limit. */
function framesOf(
  document: DumpDocument,
  limit: number,
  accepts: (frame: FrameText) => boolean,
): FrameText[] {
  const { goroutines } = document.dump;
  const found: FrameText[] = [];
  for (let index = 0; index < goroutines.count && found.length < limit; index++) {
    const from = goroutines.line[index]! + 1;
    for (const frame of framesBetween(document.lineAt, from, goroutines.endLine[index]!)) {
      if (accepts(frame)) found.push(frame);
    }
  }
  return found.slice(0, limit);
}

function addresses(document: DumpDocument, address: string, limit: number): Range[] {
  const { text } = document.lines;
  const found: Range[] = [];
  for (let at = text.indexOf(address); at >= 0 && found.length < limit; at = text.indexOf(address, at + 1)) {
    if (/[0-9a-f]/.test(text[at + address.length] ?? '')) continue; // the beginning of a longer one
    const start = document.lines.positionAt(at);
    found.push(rangeOf(start.line, { start: start.character, end: start.character + address.length }));
  }
  return found;
}
