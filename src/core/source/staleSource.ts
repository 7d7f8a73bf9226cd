import { folderOf, slashed } from '../go/paths';
import { parseSymbol } from '../go/symbol';
import { isStandardLibrary } from '../go/userCode';
import type { Frame } from '../model/stack';
import { type GoFunction, goFunctions } from './goFunctions';
/** Where in a file a frame leads. Lines are one-based. */
export type SourceMatch =
  /** The line is where it should be, as far as the file can tell; `inFunction` if it is inside the frame's function. */
  | { readonly kind: 'same'; readonly line: number; readonly inFunction: boolean }
  /** The line has moved or gone; this is the function, or the one line in it that calls what the frame calls. */
  | { readonly kind: 'moved'; readonly line: number; readonly message: string }
  /** The file does not have the function. */
  | { readonly kind: 'gone'; readonly line: number; readonly message: string };

/** Finds the place in a file's text that the frame means: the source may not be the one that was built. */
export function matchSource(source: string, frame: Frame): SourceMatch {
  const functions = goFunctions(source);
  const lineCount = source.split('\n').length;
  const wanted = isLinked(frame) ? undefined : wantedFunction(frame.function);
  if (wanted === undefined) return landWithoutFunction(frame, lineCount);
  const isInside = ({ line, endLine }: GoFunction) => line <= frame.line && frame.line <= endLine;
  const own = functions.filter(wanted.isIt);
  // Where one function is inlined into another, the closure has the names of both and stands in either.
  const inlined = functions.filter((func) => wanted.inlined.includes(func.name));
  if ([...own, ...inlined].some(isInside)) return { kind: 'same', line: frame.line, inFunction: true };
  const found = own[0];
  const { title } = wanted;
  if (found === undefined) {
    const message = `${title} is not in this file any more; the dump says line ${frame.line}.`;
    return { kind: 'gone', line: Math.min(Math.max(frame.line, 1), lineCount), message };
  }
  const message = `Line ${frame.line} is not in ${title}, which is at lines ${found.line} to ${found.endLine} now.`;
  return { kind: 'moved', line: found.line, message };
}

/** The line of the function in another file of its package, if that file declares it. */
export function functionLine(source: string, symbol: string): number | undefined {
  const wanted = wantedFunction(symbol);
  return wanted === undefined ? undefined : goFunctions(source).find(wanted.isIt)?.line;
}

/** What a frame's symbol says of the declaration that it is in. */
interface WantedFunction {
  readonly title: string;
  readonly isIt: (func: GoFunction) => boolean;
  /** Names of functions that may be inlined into it. */
  readonly inlined: readonly string[];
}

/** Undefined where no declaration is to be expected. */
function wantedFunction(raw: string): WantedFunction | undefined {
  const { importPath, name, receiver, pointerReceiver, suffix } = parseSymbol(raw);
  // `init.0` is declared; `init` sets the package's variables, `init.func1` and `glob..func1` are values of such.
  const isInitialisation =
    receiver === undefined && (name === 'glob' || (name === 'init' && !/^\.\d/.test(suffix)));
  if (importPath === '' || isInitialisation || !/^[\p{L}_]/u.test(name)) return undefined;
  // `f.g.func1` is a closure of the method g of f, or of the function g that is inlined into f.
  const isAmbiguous = receiver !== undefined && !pointerReceiver && suffix !== '';
  const type = pointerReceiver ? `(*${receiver!})` : receiver;
  return {
    title: type === undefined ? name : `${type}.${name}`,
    isIt: (func) => func.name === name && (func.receiver === receiver || isAmbiguous),
    inlined: suffix.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [],
  };
}

/** `go:linkname`: time.Sleep is declared in runtime/time.go, as timeSleep. */
function isLinked(frame: Frame): boolean {
  if (!isStandardLibrary({ ...frame, kind: 'go' })) return false;
  return !`/${folderOf(slashed(frame.file))}`.endsWith(`/${parseSymbol(frame.function).importPath}`);
}

function landWithoutFunction(frame: Frame, lineCount: number): SourceMatch {
  if (frame.line <= lineCount) return { kind: 'same', line: Math.max(frame.line, 1), inFunction: false };
  return {
    kind: 'gone',
    line: lineCount,
    message: `The file has ${lineCount} lines now; the dump says ${frame.line}.`,
  };
}
