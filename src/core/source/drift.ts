import { parseSymbol } from '../symbol';
import { isStandardLibrary } from '../userCode';
import { type GoFunction, goFunctions } from './goFunctions';
import type { FramePlace } from './roots';
import { folderOf, slashed } from './uri';

/** Where in a file a frame leads. Lines are one-based. */
export type Landing =
  /** The line is where it should be, as far as the file can tell; `inFunction` if it is inside the frame's function. */
  | { readonly kind: 'same'; readonly line: number; readonly inFunction: boolean }
  /** The line has moved or gone; this is the function, or the one line in it that calls what the frame calls. */
  | { readonly kind: 'moved'; readonly line: number; readonly message: string }
  /** The file does not have the function. */
  | { readonly kind: 'gone'; readonly line: number; readonly message: string };

/** Finds the place in a file's text that the frame means: the source may not be the one that was built. */
export function landIn(source: string, frame: FramePlace): Landing {
  const functions = goFunctions(source);
  const lineCount = source.split('\n').length;
  const wanted = isLinked(frame) ? undefined : wantedFunction(frame.function);
  if (wanted === undefined) return landWithoutFunction(frame, lineCount);
  const { names, receiver } = wanted;
  const isInside = ({ line, endLine }: GoFunction) => line <= frame.line && frame.line <= endLine;
  // Where one function is inlined into another, the closure has the names of both and stands in either.
  if (functions.some((func) => isInside(func) && names.includes(func.name))) {
    return { kind: 'same', line: frame.line, inFunction: true };
  }
  const found =
    functions.find((func) => func.name === names[0] && func.receiver === receiver) ??
    functions.find((func) => func.name === names[0]);
  const title = receiver === undefined ? names[0]! : `(${receiver}).${names[0]!}`;
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
  return goFunctions(source).find(
    (func) => func.name === wanted?.names[0] && func.receiver === wanted.receiver,
  )?.line;
}

/** The declared functions that the frame can be in, its own first; undefined where no declaration is to be expected. */
function wantedFunction(raw: string) {
  const { importPath, name, receiver, suffix } = parseSymbol(raw);
  const isDeclared =
    importPath !== '' &&
    name !== '' &&
    !(name === 'init' && suffix !== '') &&
    name !== 'glob' &&
    /^[\p{L}_]/u.test(name);
  if (!isDeclared) return undefined;
  const inSuffix = suffix.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
  return { names: [name, ...inSuffix], receiver };
}

/** `go:linkname`: time.Sleep is declared in runtime/time.go, as timeSleep. */
function isLinked(frame: FramePlace): boolean {
  if (!isStandardLibrary({ ...frame, kind: 'go' })) return false;
  return !`/${folderOf(slashed(frame.file))}`.endsWith(`/${parseSymbol(frame.function).importPath}`);
}

function landWithoutFunction(frame: FramePlace, lineCount: number): Landing {
  if (frame.line <= lineCount) return { kind: 'same', line: Math.max(frame.line, 1), inFunction: false };
  return {
    kind: 'gone',
    line: lineCount,
    message: `The file has ${lineCount} lines now; the dump says ${frame.line}.`,
  };
}
