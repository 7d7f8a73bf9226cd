import type { CancellationToken, FoldingRange } from 'vscode-languageserver';
import type { Section } from '../../core';
import type { Feature } from '../context';
import type { DumpDocument } from '../dumps/dumpDocument';
import { inTurns } from '../turns';

export const foldingRangeFeature: Feature = {
  capabilities: { foldingRangeProvider: true },
  register(context) {
    context.connection.onFoldingRanges(
      context.forDump([], (document, _, token) =>
        foldingRanges(document, token, context.client.textDocument?.foldingRange?.rangeLimit),
      ),
    );
  },
};

/**
 * Folds each goroutine below its header and, if the text has several dumps, each dump below its title or preamble. Where the
 * newest line comes first, they fold below their last lines.
 *
 * @param limit number of ranges that the client accepts (VS Code: 5000)
 */
export async function foldingRanges(
  document: DumpDocument,
  token: CancellationToken,
  limit = Infinity,
): Promise<FoldingRange[]> {
  const { goroutines, sections, lineCount } = document.dump;
  const ranges: FoldingRange[] = [];
  const add = ({ first, last }: { readonly first: number; readonly last: number }) => {
    if (last > first) ranges.push({ startLine: first, endLine: last });
  };
  if (sections.length > 1) {
    const heads = sections.map((section) => headOf(document, section));
    heads.forEach((head, index) => {
      if (head === undefined) return;
      let last = (heads[index + 1] ?? sections[index + 1]?.titleLine ?? lineCount) - 1;
      while (last > head && document.lineAt(last).trim() === '') last--;
      add(document.linesIn(head, last));
    });
  }
  for await (const index of inTurns(goroutines.line.keys(), token)) {
    if (ranges.length >= limit) break;
    add(document.linesOf(index));
  }
  return ranges.slice(0, limit);
}

/**
 * The line below which a dump folds: its title or preamble, else the log line above it. Undefined if there is none,
 * because the first goroutine folds below the first header.
 */
function headOf({ dump, lineAt }: DumpDocument, { titleLine, firstGoroutine }: Section): number | undefined {
  const { line, endLine } = dump.goroutines;
  if (titleLine !== line[firstGoroutine]) return titleLine;
  const above = titleLine - 1;
  const isOther = above >= (firstGoroutine === 0 ? 0 : endLine[firstGoroutine - 1]!);
  return isOther && lineAt(above).trim() !== '' ? above : undefined;
}
