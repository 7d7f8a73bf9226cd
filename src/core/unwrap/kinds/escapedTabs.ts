import { editLines } from '../lineEdits';
import type { Rewritten } from '../rewriter';

/** A file line whose tab is escaped, in a string with real line feeds. Source of a pattern. */
export const escapedTab = String.raw`^\s*\\t\S.*:\d+`;

const fileLine = new RegExp(escapedTab);

/** Restores the tabs before paths. Undefined if none is escaped. */
export function withTabs(text: Uint8Array): Rewritten | undefined {
  return editLines(text, (line) => {
    if (!fileLine.test(line)) return [];
    const start = line.indexOf('\\t');
    return [{ start, end: start + 2, text: '\t' }];
  });
}
