import { folderOf, slashed } from '../go/paths';
import { parseSymbol, type Symbol } from '../go/symbol';
import { isStandardLibrary } from '../go/userCode';
import type { Frame } from '../model/stack';
import type { GoDeclaration } from './goSyntax';

/** What a frame's symbol says about the function in the source. */
export type FrameFunction =
  | {
      readonly kind: 'declared';
      /** For people: `(*Hub).run`. */
      readonly title: string;
      readonly isDeclaredBy: (declaration: GoDeclaration) => boolean;
      /** Names of functions that may be inlined into it. */
      readonly inlined: readonly string[];
      readonly closures: ClosurePath | undefined;
    }
  /** Code that initializes a package's variables: `init`, `init.func1`. */
  | { readonly kind: 'initialization'; readonly closures: ClosurePath | undefined };

/** Which closure of a declaration a symbol names; undefined where the compiler has inlined something into it. */
export interface ClosurePath {
  /** `.func1.2`; empty for the declaration itself. */
  readonly suffix: string;
  /** 2 for `.func1.2`. */
  readonly depth: number;
}

/** Undefined for a frame that names no function of the file: C, generated code, linked functions. */
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
  // `f.g.func1` is a closure of the method g of f, or of the function g that is inlined into f.
  const isAmbiguous = receiver !== undefined && !pointerReceiver && suffix !== '';
  const type = pointerReceiver ? `(*${receiver!})` : receiver;
  return {
    kind: 'declared',
    title: type === undefined ? name : `${type}.${name}`,
    isDeclaredBy: (func) => func.name === name && (func.receiver === receiver || isAmbiguous),
    inlined: suffix.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [],
    closures: closurePath(receiver === undefined && name === 'init' ? suffix.replace(/^\.\d+/, '') : suffix),
  };
}

/**
 * What follows the name of a package's initialization: `init` sets its variables (from Go 1.21 on, `map.init.0` those
 * that are large maps), `init.func1` is the value of one, and so is `glob..func1` up to Go 1.21. `init.0` is declared.
 */
function initializationSuffix({ name, receiver, suffix }: Symbol): string | undefined {
  if (receiver === 'map' && name === 'init') return '';
  if (receiver !== undefined) return undefined;
  if (name === 'glob') return suffix.slice(1);
  return name === 'init' && !/^\.\d/.test(suffix) ? suffix : undefined;
}

/**
 * The body of a range-over-func loop (`-range1`), a `go` or `defer` statement (`.gowrap1`) and a method value (`-fm`)
 * are code of the function around them.
 */
function closurePath(suffix: string): ClosurePath | undefined {
  const closures = suffix.replace(/(?:\.(?:go|defer)wrap\d+|-fm)$/, '').replace(/-range\d+/g, '');
  if (closures === '') return { suffix: '', depth: 0 };
  if (!/^\.func\d+(?:\.\d+)*$/.test(closures)) return undefined;
  return { suffix: closures, depth: closures.split('.').length - 1 };
}

/** `go:linkname`: time.Sleep is declared in runtime/time.go, as timeSleep. */
function isLinked(frame: Frame): boolean {
  if (!isStandardLibrary({ ...frame, kind: 'go' })) return false;
  return !`/${folderOf(slashed(frame.file))}`.endsWith(`/${parseSymbol(frame.function).importPath}`);
}
