import type { CancellationToken, Range } from 'vscode-languageserver';
import type { DumpDocument } from '../dumps/dumpDocument';
import { inTurns } from '../turns';
import type { DumpElement, TextSpan } from './elementAt';

/** More uses are not worth reading, and slow an editor down. */
const maxUses = 5000;

/** Ranges of all uses of the target's function, file and line, or address, in the order of the text. */
export async function usesOf(
  document: DumpDocument,
  element: DumpElement,
  token: CancellationToken,
  limit = maxUses,
): Promise<readonly Range[]> {
  const found: Range[] = [];
  for await (const at of uses(document, element, token)) {
    found.push(document.range(at.line, at));
    if (found.length >= limit) break;
  }
  return found;
}

/** What may follow the text of a element. Before other text, it is the beginning of a longer name. */
const follows = { function: /^(?:[(\s]|$)/, file: /^(?:\s|$)/, address: /^(?:[^0-9a-f]|$)/ };

/** Searches for the text of the element: reading all frames of a long dump takes a hundred times longer. */
export async function* uses(
  document: DumpDocument,
  element: DumpElement,
  token: CancellationToken,
): AsyncGenerator<TextSpan> {
  const { kind, span } = element;
  if (kind === 'goroutine' || kind === 'state') return;
  const text = document.lineAt(span.line).slice(span.start, span.end);
  let frameLine = -1;
  let frameStart: number | undefined;
  for await (const { offset, line, character } of inTurns(document.lines.occurrences(text), token)) {
    if (!follows[kind].test(document.lines.text.charAt(offset + text.length))) continue;
    if (kind !== 'address') {
      // A line may contain the text 100,000 times, but belongs to one frame.
      if (line !== frameLine) frameStart = startInFrame(document, kind, (frameLine = line));
      if (character !== frameStart) continue;
    }
    yield { line, start: character, end: character + text.length };
  }
}

/** Column of the frame's function or file in the line; undefined if the line does not contain it. */
function startInFrame(document: DumpDocument, kind: 'function' | 'file', line: number): number | undefined {
  const frame = document.frameAt(line);
  if (kind === 'function') return frame?.functionLine === line ? frame.nameSpan.start : undefined;
  return frame?.fileLine === line ? frame.file.span.start : undefined;
}
