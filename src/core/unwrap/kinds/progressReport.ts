import { type Edit, editLines } from '../lineEdits';
import type { Rewritten } from '../rewriter';

/**
 * A header of a progress report of Ginkgo, which has no colon. Its frames are indented, those of the tests have a mark and
 * lines of source below them, and the creator is the last frame. Source: `EmitProgressReport` in
 * github.com/onsi/ginkgo/v2/reporters/default_reporter.go. Source of a pattern.
 */
export const reportSign = String.raw`^ *goroutine \d+ \[[^\]]+\]\s*$`;

const header = new RegExp(reportSign);

/** Rewrites the goroutines of progress reports in the form of the runtime. Undefined if there are none. */
export function withoutReportMarks(text: Uint8Array): Rewritten | undefined {
  let indentation = -1;
  return editLines(text, (line) => {
    const content = line.search(/\S/);
    if (header.test(line)) {
      indentation = content;
      return [{ start: line.trimEnd().length, end: line.trimEnd().length, text: ':' }];
    }
    if (content < 0 || indentation < 0) return [];
    if (content < indentation) indentation = -1;
    return indentation < 0 ? [] : frameEdits(line, content, content === indentation);
  });
}

function frameEdits(line: string, content: number, isOutermost: boolean): readonly Edit[] {
  const isMarked = line[content] === '>';
  if (line[content] === '|' || (isMarked && !isOutermost)) return [{ start: 0, end: line.length, text: '' }];
  const mark = isMarked ? [{ start: content, end: content + 1, text: ' ' }] : [];
  const creator = /^[ >]*(?=\S+ in goroutine \d+\s*$)/.exec(line)?.[0].length;
  return creator === undefined ? mark : [...mark, { start: creator, end: creator, text: 'created by ' }];
}
