import type { CancellationToken } from 'vscode-languageserver';
import { type Candidates, type Dump, GoroutineTexts, inTextOrder } from '../../core';
import type { DumpText } from '../ports/dumpText';
import { inTurns } from '../turns';

/** Maximum number of stacks that are compared with each other. */
export const maxParties = 2000;

/** Reads what parties need of the texts of goroutines. */
export async function readGoroutineTexts(
  { goroutines: { line, endLine } }: Dump,
  text: DumpText,
  candidates: readonly Candidates[],
  token: CancellationToken,
): Promise<GoroutineTexts> {
  const texts = new GoroutineTexts();
  for await (const [each, goroutine] of inTurns(inTextOrder(candidates), token)) {
    const [from, to] = [line[goroutine]!, endLine[goroutine]!];
    const start = texts.startLength(each);
    const first = start && (await text.readLines(from, Math.min(to, from + start), token));
    if (first && texts.addStart(each, goroutine, first)) continue;
    texts.add(each, goroutine, await text.readLines(from, to, token));
  }
  return texts;
}
