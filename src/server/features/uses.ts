import type { Range } from 'vscode-languageserver';
import type { DumpDocument } from '../dumps/documentDumps';
import type { Target, TextSpan } from './frameAt';

/** More places than this are of no use to a person, and slow an editor down. */
const usesShown = 5000;

/** All places of what the target is: of the function, the file and line, the address; in the text's order. */
export function usesOf(document: DumpDocument, target: Target, limit = usesShown): readonly Range[] {
  const found: Range[] = [];
  for (const at of uses(document, target)) {
    found.push(document.range(at.line, at));
    if (found.length >= limit) break;
  }
  return found;
}

/** What may follow the text of a target where it is not the beginning of a longer one. */
const follows = { function: /^(?:[(\s]|$)/, file: /^(?:\s|$)/, address: /^(?:[^0-9a-f]|$)/ };

/** Uses are found by their text: reading all frames of a long dump takes a hundred times longer. */
export function* uses(document: DumpDocument, target: Target): Generator<TextSpan> {
  const { kind, at } = target;
  if (kind === 'goroutine' || kind === 'state') return;
  const text = document.lineAt(at.line).slice(at.start, at.end);
  let frameLine = -1;
  let frameStart: number | undefined;
  for (const { offset, line, character } of document.lines.occurrences(text)) {
    if (!follows[kind].test(document.lines.text.charAt(offset + text.length))) continue;
    if (kind !== 'address') {
      // A line may have the text a hundred thousand times, and is of one frame.
      if (line !== frameLine) frameStart = startInFrame(document, kind, (frameLine = line));
      if (character !== frameStart) continue;
    }
    yield { line, start: character, end: character + text.length };
  }
}

/** The column where the line has its frame's function or file; undefined if the line has none. */
function startInFrame(document: DumpDocument, kind: 'function' | 'file', line: number): number | undefined {
  const frame = document.frameAt(line);
  if (kind === 'function') return frame?.functionLine === line ? frame.nameSpan.start : undefined;
  return frame?.fileLine === line ? frame.file.span.start : undefined;
}
