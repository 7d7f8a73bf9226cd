import type { SyntaxNode } from './syntaxNode';

/** One version of a Go file: the editor's text if it is open, else the text on disk. */
export interface GoSource {
  readonly uri: string;
  readonly text: string;
}

/**
 * Answers questions about the syntax of Go files with plain data. An adapter decides what it caches between two
 * questions about the same text.
 */
export interface GoSyntax {
  /** Never rejects. In code that does not compile, finds the functions that can be recognized. */
  functions(source: GoSource): Promise<GoFunctions>;
  /** Reads whole trees; undefined where there is no parser. Never rejects. */
  parser(): Promise<GoParser | undefined>;
}

/** A parser that is loaded. */
export interface GoParser {
  /** A file's tree without comments; undefined if it cannot be parsed, or not fast enough. */
  tree(source: GoSource): SyntaxNode | undefined;
  /** The same, parsed by another thread where there is one. Never rejects. */
  treeLater(source: GoSource): Promise<SyntaxNode | undefined>;
}

/** The functions of a Go file. */
export interface GoFunctions {
  /** Sorted by start, so that a function comes before those inside it. */
  readonly all: readonly GoFunction[];
  /** Whether `all` includes closures. If not, a line in a closure counts as a line of its declaration. */
  readonly hasClosures: boolean;
}

export type GoFunction = GoDeclaration | GoClosure;

/** A function or method that a file declares at its top level. */
export interface GoDeclaration extends FunctionRange {
  readonly kind: 'declaration';
  /** As the linker spells it after the package: `run`, `(*Hub).run`, `Map[...]`, `init.0`. */
  readonly symbol: string;
  /** Empty where the code does not compile. */
  readonly name: string;
  /** Name of the receiver's type, without pointer and type parameters; undefined for a function. */
  readonly receiver: string | undefined;
}

/** A function literal. */
export interface GoClosure extends FunctionRange {
  readonly kind: 'closure';
  /**
   * As the linker spells it after the package: `(*Hub).run.func1.2`, or `init.func1` for the value of a package
   * variable. The numbers assume that no dead code is removed, that nothing is inlined and, for `init.func1`, that the
   * package has no other file.
   */
  readonly symbol: string;
  /** The function around it; undefined for the value of a package variable. */
  readonly outer: GoFunction | undefined;
  /** The outermost of the functions around it. */
  readonly declaration: GoDeclaration | undefined;
  /** Nesting depth of closures: 1 for `run.func1`, 2 for `run.func1.2`. */
  readonly depth: number;
}

export interface FunctionRange {
  /** Offset of the `func` keyword, in UTF-16 units. */
  readonly start: number;
  /** Offset after the closing brace; after the declaration itself if it has no body. */
  readonly end: number;
  /** One-based line of the `func` keyword. */
  readonly line: number;
  /** One-based line of the last character. */
  readonly endLine: number;
}

/** The functions that contain the one-based line, outermost first. Functions that share a line may be siblings. */
export function functionsAt({ all }: GoFunctions, line: number): readonly GoFunction[] {
  return all.filter((func) => func.line <= line && line <= func.endLine);
}

/** The innermost function that contains the one-based line; the last one to begin if several share the line. */
export function functionAt(functions: GoFunctions, line: number): GoFunction | undefined {
  return functionsAt(functions, line).at(-1);
}
