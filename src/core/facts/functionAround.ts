import { isWrapper, parseSymbol } from '../go/symbol';
import { covers, type Func } from './code';
import type { GoFile } from './goFile';

/**
 * The function of a frame: the innermost one around the line whose nesting depth in literals is that of the symbol.
 * Undefined for the wrappers that the compiler generates: they run none of the code around them.
 *
 * @param file that the frame is in
 * @param line one-based
 */
export function functionAround(file: GoFile | undefined, line: number, symbol: string): Func | undefined {
  if (isWrapper(symbol)) return undefined;
  const { name, suffix } = parseSymbol(symbol);
  const parts = suffix.split('.');
  const depth = parts.filter((part) => /^(?:func)?\d+$/.test(part)).length;
  const around = file?.functions.filter((func) => covers(func, line)) ?? [];
  // gccgo numbers the closures of a function in the order of the source, whatever their depth: `work..func2`.
  const isFlat = suffix.startsWith('..func') && name !== 'glob';
  const own = isFlat ? undefined : around.findLast((func) => func.depth === depth);
  // Inlining adds the names of other functions. Up to Go 1.21, `func1` may be a wrapper.
  return own ?? around.findLast((func) => func.depth > 0 === depth > 0);
}
