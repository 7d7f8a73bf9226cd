import type { FoldingRange } from 'vscode-languageserver';
import type { DumpDocument } from '../dumps';

/**
 * Each goroutine, below its header, and each dump where the text has several.
 *
 * @param limit how many the client can take (VS Code: 5000)
 */
export function foldingRanges(document: DumpDocument, limit = Infinity): FoldingRange[] {
  const { goroutines, sections, lineCount } = document.dump;
  const ranges: FoldingRange[] = [];
  const add = (from: number, to: number) => {
    const startLine = document.position(from).line;
    const endLine = document.position(to).line;
    if (endLine > startLine) ranges.push({ startLine, endLine });
  };
  if (sections.length > 1) {
    sections.forEach(({ line }, index) => {
      add(line, (sections[index + 1]?.line ?? lineCount) - 1);
    });
  }
  for (let index = 0; index < goroutines.count && ranges.length < limit; index++) {
    add(goroutines.line[index]!, goroutines.endLine[index]! - 1);
  }
  return ranges.slice(0, limit);
}
