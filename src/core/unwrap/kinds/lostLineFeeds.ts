import { type Edit, editLines } from '../lineEdits';
import type { Rewritten } from '../rewriter';

const call = String.raw`[^\s(]\S*\([0-9a-fx?_{}., ]*\)`;
const creator = String.raw`created by \S+(?: in goroutine \d+)?`;
const file = String.raw`(?:[A-Za-z]:)?[^\s:()]*\.(?:go|s):\d+(?: \+0x[0-9a-f]+)?(?: fp=0x[0-9a-f]+ sp=0x[0-9a-f]+)?(?: pc=0x[0-9a-f]+)?`;

/** What may follow: blanks, or the end of a string or an element. */
const end = `(?=[\\s"'<,;)}\\]]|$)`;

/** A function line or a created-by line, and its file line, in one line. Source of a pattern. */
export const frameOnOneLine = `(?<!\\S)(?:${call}|${creator})[ \\t]+${file}${end}`;

const frame = new RegExp(`(?<!\\S)(${call}|${creator})([ \\t]+)${file}${end}`, 'g');

/** Breaks lines that have whole frames, each into the two lines that it had. Undefined if there are none. */
export function withLostLineFeeds(text: Uint8Array): Rewritten | undefined {
  return editLines(text, (line) => {
    const edits: Edit[] = [];
    let after = 0;
    for (const { index, 0: whole, 1: first = '', 2: blanks = '' } of line.matchAll(frame)) {
      const between = line.slice(after, index);
      const lead = between.search(/\S|$/);
      const trail = between.trimEnd().length;
      if (after > 0) edits.push({ start: after, end: after + lead, text: '\n' });
      if (trail > lead || (after === 0 && trail > 0))
        edits.push({ start: after + trail, end: index, text: '\n' });
      const middle = index + first.length;
      edits.push({ start: middle, end: middle + blanks.length, text: '\n\t' });
      after = index + whole.length;
    }
    const rest = /^\s+(?=\S)/.exec(line.slice(after))?.[0].length;
    if (after > 0 && rest !== undefined) edits.push({ start: after, end: after + rest, text: '\n' });
    return edits;
  });
}
