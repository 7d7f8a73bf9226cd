import { isSymbol } from '../../go/symbol';
import { readHeader } from '../../lines/header';
import { editLines } from '../lineEdits';
import type { Rewritten } from '../rewriter';

/** A function line of gccgo, which has no parentheses. Source of a pattern. */
export const gccgoSign = String.raw`^[\w./%*()-]+\s*$`;

const functionLine = new RegExp(gccgoSign);
const fileLine = /^\s+\S.*:\d+(?: \+0x[0-9a-f]+)?\s*$/;

/**
 * Adds parentheses to the functions in stacks of gccgo: `printOneStackTraceback` in libgo/runtime/go-traceback.c. Undefined
 * if there are none.
 */
export function withParentheses(text: Uint8Array): Rewritten | undefined {
  let inStack = false;
  return editLines(text, (line, next) => {
    if (line.trim() === '') inStack = false;
    else if (line.startsWith('goroutine ')) inStack = readHeader(line) !== undefined;
    if (!inStack || !functionLine.test(line) || !fileLine.test(next) || !isSymbol(line.trimEnd())) return [];
    const end = line.trimEnd().length;
    return [{ start: end, end, text: '()' }];
  });
}
