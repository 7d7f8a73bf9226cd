import type { FunctionRange, GoClosure, GoDeclaration, GoFunction } from './goSyntax';

/** A function as a parser sees it. */
export type FunctionSyntax = FunctionRange &
  (
    | { readonly kind: 'closure' }
    | {
        readonly kind: 'declaration';
        readonly name: string;
        readonly receiver: ReceiverSyntax | undefined;
        readonly isGeneric: boolean;
      }
  );

export interface ReceiverSyntax {
  readonly type: string;
  readonly isPointer: boolean;
  readonly isGeneric: boolean;
}

/**
 * Computes the linker symbols of functions, by the rules of `closureName` in cmd/compile/internal/ir/func.go: closures
 * are numbered per enclosing function in the order of the source, and the body of a range-over-func loop is part of the
 * function around it.
 *
 * @param functions functions of one file, sorted by start
 */
export function withSymbols(functions: readonly FunctionSyntax[]): readonly GoFunction[] {
  const named: GoFunction[] = [];
  const closures = new Map<GoFunction | undefined, number>();
  /** The functions around the current one, outermost first. */
  const enclosing: GoFunction[] = [];
  let inits = 0;
  for (const syntax of functions) {
    while (enclosing.length > 0 && enclosing.at(-1)!.end <= syntax.start) enclosing.pop();
    const outer = enclosing.at(-1);
    let func: GoFunction;
    if (syntax.kind === 'closure') {
      const number = (closures.get(outer) ?? 0) + 1;
      closures.set(outer, number);
      func = closure(syntax, outer, number);
    } else {
      const isInit = syntax.name === 'init' && syntax.receiver === undefined;
      func = declaration(syntax, isInit ? `.${inits++}` : '');
    }
    named.push(func);
    enclosing.push(func);
  }
  return named;
}

function closure(
  { start, end, line, endLine }: FunctionRange,
  outer: GoFunction | undefined,
  number: number,
): GoClosure {
  const prefix =
    outer === undefined ? 'init.func' : `${outer.symbol}${outer.kind === 'closure' ? '.' : '.func'}`;
  return {
    start,
    end,
    line,
    endLine,
    kind: 'closure',
    symbol: `${prefix}${number}`,
    outer,
    declaration: outer?.kind === 'closure' ? outer.declaration : outer,
    depth: outer?.kind === 'closure' ? outer.depth + 1 : 1,
  };
}

function declaration(
  syntax: Extract<FunctionSyntax, { kind: 'declaration' }>,
  initNumber: string,
): GoDeclaration {
  const { start, end, line, endLine, name, receiver, isGeneric } = syntax;
  let type = '';
  if (receiver !== undefined) {
    const instance = `${receiver.type}${receiver.isGeneric ? '[...]' : ''}`;
    type = receiver.isPointer ? `(*${instance}).` : `${instance}.`;
  }
  return {
    start,
    end,
    line,
    endLine,
    kind: 'declaration',
    symbol: `${type}${name}${isGeneric ? '[...]' : ''}${initNumber}`,
    name,
    receiver: receiver?.type,
  };
}
