import { folderOf, slashed } from '../go/paths';
import { parseSymbol, type Symbol } from '../go/symbol';
import { isStandardLibrary } from '../go/userCode';
import type { Frame } from '../model/stack';
import type { GoDeclaration } from './goSyntax';

/** The function in the source that a frame's symbol names. */
export type FrameFunction =
  | {
      readonly kind: 'declared';
      /** For messages: `(*Hub).run`. */
      readonly title: string;
      readonly isDeclaredBy: (declaration: GoDeclaration) => boolean;
      /** Names of functions that may be inlined into it. */
      readonly inlined: readonly string[];
      readonly closures: ClosurePath | undefined;
      /** Whether it is an init function, of which a file and its package may have several. */
      readonly isInit: boolean;
      /** The name of the method whose value was called; undefined for other functions. */
      readonly valueOf: string | undefined;
    }
  /** Code that initializes a package's variables: `init`, `init.func1`. */
  | { readonly kind: 'initialization'; readonly closures: ClosurePath | undefined };

/** The closure of a declaration that a symbol names. */
export interface ClosurePath {
  /** `.func1.2`; empty for the declaration itself. */
  readonly suffix: string;
  /** 2 for `.func1.2`. */
  readonly depth: number;
  /** The number of the closure among all of the function, whatever their depth, as gccgo counts: `..func2`. */
  readonly flatNumber?: number;
}

/**
 * The function that the frame names; undefined if it is not declared in the frame's file: C, generated code, linked
 * functions.
 */
export function frameFunction(frame: Frame): FrameFunction | undefined {
  return isLinked(frame) ? undefined : functionOf(parseSymbol(frame.function));
}

function functionOf(symbol: Symbol): FrameFunction | undefined {
  const { importPath, name, receiver, pointerReceiver, suffix } = symbol;
  if (importPath === '') return undefined;
  const initialization = initializationSuffix(symbol);
  if (initialization !== undefined) {
    return { kind: 'initialization', closures: closurePath(initialization) };
  }
  if (!/^[\p{L}_]/u.test(name)) return undefined;
  const isValue = suffix === '-fm';
  // `f.g.func1` is a closure of the method g of type f, or of the function g that is inlined into f.
  const isAmbiguous = receiver !== undefined && !pointerReceiver && suffix !== '' && !isValue;
  const type = pointerReceiver ? `(*${receiver!})` : receiver;
  const initNumber = receiver === undefined && name === 'init' ? /^\.(\d+)/.exec(suffix) : null;
  return {
    kind: 'declared',
    title: type === undefined ? name : `${type}.${name}`,
    isDeclaredBy: (func) =>
      func.name === name &&
      (func.receiver === receiver || isAmbiguous) &&
      (initNumber === null || initNumberOf(func) <= Number(initNumber[1])),
    inlined: suffix.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [],
    closures: closurePath(suffix.slice(initNumber?.[0].length ?? 0)),
    isInit: initNumber !== null,
    valueOf: isValue ? name : undefined,
  };
}

/** The number of an init function in its file. In its package, it has the same number or a higher one. */
function initNumberOf({ symbol }: GoDeclaration): number {
  return Number(symbol.slice('init.'.length));
}

/**
 * The suffix of the symbol of a package's initialization; undefined for other symbols. `init` sets the variables (from
 * Go 1.21 on, `map.init.0` sets large maps), `init.func1` is the value of a variable, and so is `glob..func1` up to Go
 * 1.21. `init.0` is a declared function.
 */
function initializationSuffix({ name, receiver, suffix }: Symbol): string | undefined {
  if (receiver === 'map' && name === 'init') return '';
  if (receiver !== undefined) return undefined;
  if (name === 'glob') return suffix.slice(1);
  return name === 'init' && !/^\.\d/.test(suffix) ? suffix : undefined;
}

/**
 * Undefined if something is inlined into the closure. The body of a range-over-func loop (`-range1`), a `go` or `defer`
 * statement (`.gowrap1`) and a method value (`-fm`) belong to the function around them.
 */
function closurePath(suffix: string): ClosurePath | undefined {
  const closures = suffix.replace(/(?:\.(?:go|defer)wrap\d+|-fm)$/, '').replace(/-range\d+/g, '');
  if (closures === '') return { suffix: '', depth: 0 };
  // `Gogo::nested_function_name` in gofrontend's names.cc.
  const flat = /^\.\.func(\d+)$/.exec(closures);
  if (flat !== null) return { suffix: closures, depth: 1, flatNumber: Number(flat[1]) };
  if (!/^\.func\d+(?:\.\d+)*$/.test(closures)) return undefined;
  return { suffix: closures, depth: closures.split('.').length - 1 };
}

/** Whether the function is linked by `go:linkname`: time.Sleep is declared in runtime/time.go, as timeSleep. */
function isLinked(frame: Frame): boolean {
  if (!isStandardLibrary({ ...frame, kind: 'go' })) return false;
  return !`/${folderOf(slashed(frame.file))}`.endsWith(`/${parseSymbol(frame.function).importPath}`);
}
