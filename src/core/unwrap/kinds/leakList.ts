import { editLines } from '../lineEdits';
import type { Rewritten } from '../rewriter';

/**
 * What goleak prints instead of a header or, in older versions, above it: `Goroutine 7 in state select, with main.f on top of
 * the stack:`. Source: `Stack.String` in go.uber.org/goleak/internal/stack. Source of a pattern.
 */
export const leakSign = String.raw`Goroutine \d+ in state [^,]{1,99}(?:, [^,]{1,99}){0,3}, with \S{1,999} on top of the stack:\s*$`;

const leak = new RegExp(leakSign);

/** Replaces goleak's titles by headers. Undefined if there are none without a header below. */
export function withHeadersOfLeaks(text: Uint8Array): Rewritten | undefined {
  return editLines(text, (line, next) => {
    const title = leak.exec(line);
    if (title === null || /goroutine \d+ \[/.test(next)) return [];
    const start = title.index;
    const state = line.indexOf(' in state ', start);
    const rest = line.lastIndexOf(', with ');
    return [
      { start, end: start + 1, text: 'g' },
      { start: state, end: state + ' in state '.length, text: ' [' },
      { start: rest, end: line.length, text: ']:' },
    ];
  });
}
