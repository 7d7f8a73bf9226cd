import { type Edit, editLines } from '../lineEdits';
import type { Rewritten } from '../rewriter';

/** How editors and `cat -A` show carriage returns, tabs and ends of lines. Source of a pattern. */
export const caretSign = String.raw`\^M\$?$|^\^I|\]:\$$`;

/** Restores what `^M` and `^I` stand for, and removes the `$` at the ends of lines. Undefined if there are none. */
export function withoutCaretSigns(text: Uint8Array): Rewritten | undefined {
  let hasDollars = false;
  return editLines(text, (line) => {
    hasDollars ||= /^goroutine \d+ \[.*\]:(?:\^M)?\$$|^[^$]{0,200}: [^$]{0,200}\$$/.test(line);
    const edits: Edit[] = Array.from(line.matchAll(/\^I/g), ({ index }) => ({
      start: index,
      end: index + 2,
      text: '\t',
    }));
    const rest = (hasDollars ? /(?:\^M)?\$$/ : /\^M$/).exec(line);
    if (rest !== null) edits.push({ start: rest.index, end: line.length, text: '' });
    return edits;
  });
}
