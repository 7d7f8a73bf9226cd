import type { Frame } from '../model/stack';
import { type ClosurePath, type FrameFunction, frameFunction } from './frameFunction';
import { functionAt, functionsAt, type GoDeclaration, type GoFunction, type GoFunctions } from './goSyntax';
import { goFunctions } from './goFunctions';

/** The line of a file that a frame leads to, one-based. */
export type SourceMatch =
  /** Nothing contradicts the dump's line; `inFunction` if it is known to be in the frame's function. */
  | { readonly kind: 'same'; readonly line: number; readonly inFunction: boolean }
  /** The line is not in the frame's function, which begins at `line`. */
  | { readonly kind: 'moved'; readonly line: number; readonly message: string }
  /** The line is in none of several functions in this file, each of which may be the frame's; one begins at `line`. */
  | { readonly kind: 'ambiguous'; readonly line: number; readonly message: string }
  /** The file does not contain the function. */
  | { readonly kind: 'gone'; readonly line: number; readonly message: string };

/**
 * Finds the frame's line in a file, which may differ from the source that was built.
 *
 * @param functions functions of `text`
 */
export function matchSource(text: string, frame: Frame, functions: GoFunctions): SourceMatch {
  const lines = text.split('\n');
  const wanted = frameFunction(frame);
  const file: ParsedSource = { lines, functions, isGeneric: frame.function.includes('[') };
  if (wanted?.kind === 'declared') return matchDeclared(file, frame.line, wanted);
  if (frame.line > lines.length) {
    const message = `The file has ${lines.length} lines now; the dump says line ${frame.line}.`;
    return { kind: 'gone', line: lines.length, message };
  }
  const line = Math.max(frame.line, 1);
  if (wanted?.closures === undefined) return { kind: 'same', line, inFunction: false };
  return matchInitialization(file, line, wanted.closures);
}

/** The frame's function in another file of its package, once for each declaration. */
export function linesInSibling(text: string, frame: Frame): readonly SiblingLine[] {
  const wanted = frameFunction(frame);
  if (wanted?.kind !== 'declared') return [];
  const { isDeclaredBy, isInit } = wanted;
  return goFunctions(text)
    .filter(isDeclaredBy)
    .map((func) => {
      const containsLine = contains(func, frame.line);
      return { line: containsLine ? frame.line : func.line, containsLine, isInit };
    });
}

/** A function in another file than the frame's. */
export interface SiblingLine {
  /** One-based: the frame's line if the function contains it, else that of the function. */
  readonly line: number;
  /** Whether the function contains the frame's line, e.g. in a file that was renamed or split. */
  readonly containsLine: boolean;
  /** Whether it is an init function, so that others may be the frame's as well. */
  readonly isInit: boolean;
}

interface ParsedSource {
  readonly lines: readonly string[];
  readonly functions: GoFunctions;
  /** Whether the frame's function is generic. */
  readonly isGeneric: boolean;
}

function matchDeclared(
  file: ParsedSource,
  line: number,
  wanted: Extract<FrameFunction, { kind: 'declared' }>,
): SourceMatch {
  const { title, closures, isDeclaredBy, inlined, isInit, valueOf } = wanted;
  const { functions } = file;
  const declarations = functions.all.filter((func) => func.kind === 'declaration');
  const own = declarations.filter(isDeclaredBy);
  // The symbol of a closure of an inlined function has the names of both functions, and the line is in either.
  const around = declarations.filter(
    (func) => contains(func, line) && (isDeclaredBy(func) || inlined.includes(func.name)),
  );
  const isSame =
    functions.hasClosures && closures !== undefined
      ? isAtDepth(file, line, closures, (func) => around.some((one) => one === func))
      : around.length > 0;
  if (isSame || isMethodValue(file, line, valueOf)) return { kind: 'same', line, inFunction: true };
  const known = around.find((func) => own.includes(func));
  if (known === undefined && isInit && own.length > 1) {
    const message = `Line ${line} is in none of the ${own.length} functions init of this file: ${whichIsUnknown}`;
    return { kind: 'ambiguous', line: (own.findLast((func) => func.line <= line) ?? own[0]!).line, message };
  }
  const declaration = known ?? own[0];
  if (declaration === undefined) {
    const message = `${title} is not in this file any more; the dump says line ${line}.`;
    return { kind: 'gone', line: Math.min(Math.max(line, 1), file.lines.length), message };
  }
  const closure = closures && closureOf(functions, declaration, closures);
  if (closure === undefined && contains(declaration, line)) {
    const there = functionAt(functions, line)!.symbol;
    const message =
      closures?.suffix === ''
        ? `Line ${line} is in ${there} now, and not in ${title} itself.`
        : `Line ${line} is in ${there} now, and not in ${title}${closures?.suffix}.`;
    return { kind: 'moved', line: declaration.line, message };
  }
  const name = closure === undefined ? title : `${title}${closures!.suffix}`;
  const found = closure ?? declaration;
  const message = `Line ${line} is not in ${name}, which is at lines ${found.line} to ${found.endLine} now.`;
  return { kind: 'moved', line: found.line, message };
}

const whichIsUnknown = 'which of them it was is ambiguous.';

/** Whether the line takes the value of the method. Up to Go 1.16, the frame of its wrapper has that line. */
function isMethodValue({ lines }: ParsedSource, line: number, method: string | undefined): boolean {
  if (method === undefined) return false;
  return new RegExp(String.raw`\.${method}(?![\p{L}\p{N}_(\[])`, 'u').test(lines[line - 1] ?? '');
}

function matchInitialization(file: ParsedSource, line: number, closures: ClosurePath): SourceMatch {
  const { functions } = file;
  const there = functionAt(functions, line);
  if (closures.depth === 0) {
    // The first and last line of a variable's value belong to the initialization.
    const isOutside = functionsAt(functions, line).every(
      (func) => func.kind === 'closure' && func.declaration === undefined && !isInside(func, line),
    );
    if (isOutside) return { kind: 'same', line, inFunction: false };
    const message = `Line ${line} is in ${there!.symbol} now, and not in the initialization of a variable.`;
    return { kind: 'gone', line, message };
  }
  if (!functions.hasClosures) return { kind: 'same', line, inFunction: false };
  if (isAtDepth(file, line, closures, (func) => func === undefined)) {
    return { kind: 'same', line, inFunction: true };
  }
  // The numbers count through all files of the package, so a closure is certain only if it is the file's only one.
  const values = functions.all.filter(
    (func) => func.kind === 'closure' && func.declaration === undefined && func.depth === closures.depth,
  );
  const [only] = values;
  if (only === undefined) {
    const message = `Line ${line} is not in a function that a variable is set to any more.`;
    return { kind: 'gone', line, message };
  }
  if (values.length > 1) {
    const message = `Line ${line} is in none of the ${values.length} functions that variables are set to here: ${whichIsUnknown}`;
    return { kind: 'ambiguous', line, message };
  }
  const message = `Line ${line} is not in ${only.symbol}, which is at lines ${only.line} to ${only.endLine} now.`;
  return { kind: 'moved', line: only.line, message };
}

/**
 * Whether the line is in a function at this depth of closures, and not in a closure inside it. Any closure at this depth
 * counts, because the compiler's numbers skip dead code and include closures that only the compiler sees.
 *
 * @param isDeclaration whether the outermost function is the right one; called with undefined for a variable's value
 */
function isAtDepth(
  { functions, lines, isGeneric }: ParsedSource,
  line: number,
  { depth, flatNumber }: ClosurePath,
  isDeclaration: (func: GoDeclaration | undefined) => boolean,
): boolean {
  const here = functionsAt(functions, line);
  const hasInner = new Set<GoFunction | undefined>();
  for (const func of here) {
    if (func.kind === 'closure' && isInside(func, line)) hasInner.add(func.outer);
  }
  const depths = here
    .filter((func) => !hasInner.has(func) && isDeclaration(declarationOf(func)))
    .map((func) => (func.kind === 'closure' ? func.depth : 0));
  if (flatNumber !== undefined) return depths.some((each) => each > 0);
  // Up to Go 1.21, a `go` or `defer` statement with arguments becomes a closure: `run.func1`.
  // In a generic function, so does a method value: `wg.Go(q.run)`.
  const text = lines[line - 1] ?? '';
  const isWrapped =
    /\b(?:go|defer)\b/.test(text) || (isGeneric && /\.[\p{L}_][\p{L}\p{N}_]*\s*(?:[,)}\]]|$)/u.test(text));
  return depths.includes(depth) || (isWrapped && depths.includes(depth - 1));
}

/** The closure with the suffix, else the only closure at that depth. */
function closureOf(
  { all }: GoFunctions,
  declaration: GoDeclaration,
  { suffix, depth, flatNumber }: ClosurePath,
): GoFunction | undefined {
  const inside = all.filter((func) => func.kind === 'closure' && func.declaration === declaration);
  if (flatNumber !== undefined) return inside[flatNumber - 1];
  const closures = inside.filter((func) => func.kind === 'closure' && func.depth === depth);
  const numbered = closures.find(({ symbol }) => symbol === `${declaration.symbol}${suffix}`);
  return numbered ?? (closures.length === 1 ? closures[0] : undefined);
}

function declarationOf(func: GoFunction): GoDeclaration | undefined {
  return func.kind === 'closure' ? func.declaration : func;
}

function contains({ line, endLine }: GoFunction, at: number): boolean {
  return line <= at && at <= endLine;
}

/** Whether the line belongs only to the function. Its first and last line are shared with the code around it. */
function isInside({ line, endLine }: GoFunction, at: number): boolean {
  return line < at && at < endLine;
}
