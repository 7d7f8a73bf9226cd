import type { GoType } from './goType';

/** The parts of a function's code that block, lock or transfer control, in the order of execution. */

/** One-based lines of a file. */
export interface CodeLines {
  readonly line: number;
  readonly endLine: number;
}

/** Whether the lines include the one-based `line`. */
export function covers({ line: first, endLine }: CodeLines, line: number): boolean {
  return first <= line && line <= endLine;
}

/** An expression, reduced to what can name a lock or a channel. */
export type Expr = ExprForm & {
  /** The type that it is asserted to have; unknown in a type switch with several. */
  readonly asserted?: GoType;
  /** Whether it is the address of a variable or field: `&s.mu`. */
  readonly isAddress?: true;
};

type ExprForm =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'field'; readonly of: Expr; readonly name: string }
  /** An element of a list or map. */
  | { readonly kind: 'index'; readonly of: Expr }
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'function'; readonly func: Func }
  /** A composite literal, `new(T)`, or a conversion. A field without a key is named by its position: `0`. */
  | {
      readonly kind: 'value';
      readonly type: GoType;
      readonly fields: readonly (readonly [name: string, value: Expr])[];
    }
  /** `make(chan T)`. */
  | { readonly kind: 'channel'; readonly elem: GoType }
  | { readonly kind: 'receive'; readonly channel: Expr }
  /** What a pointer points to, as a value of its own: `*p`. */
  | { readonly kind: 'copy'; readonly of: Expr }
  | { readonly kind: 'nil' }
  | { readonly kind: 'other' };

export interface Call extends CodeLines {
  readonly callee: Expr;
  readonly args: readonly Expr[];
}

export type Step = CodeLines &
  (
    | { readonly kind: 'call'; readonly call: Call }
    | { readonly kind: 'defer' | 'go'; readonly call: Call }
    | SendStep
    | ReceiveStep
    | { readonly kind: 'close'; readonly channel: Expr }
    /**
     * A loop. `over` is what it ranges over, which `mayReceive` says may be a channel, as far as its own syntax tells;
     * `isEndless` means that it has no condition.
     */
    | {
        readonly kind: 'loop';
        readonly over: Expr | undefined;
        readonly mayReceive: boolean;
        readonly isEndless: boolean;
        readonly label: string;
        readonly body: readonly Step[];
      }
    /** Takes one branch, or possibly none unless `isTotal`. A `break` without a label leaves a switch but not an `if`. */
    | {
        readonly kind: 'branch';
        readonly of: 'if' | 'switch';
        readonly branches: readonly (readonly Step[])[];
        readonly isTotal: boolean;
        readonly label: string;
      }
    | {
        readonly kind: 'select';
        readonly cases: readonly SelectCase[];
        readonly hasDefault: boolean;
        readonly label: string;
      }
    | { readonly kind: 'assign'; readonly targets: readonly Expr[]; readonly values: readonly Expr[] }
    /** `return`, a panic, `os.Exit`, `runtime.Goexit`; `values` are the results of a `return`. */
    | { readonly kind: 'leave'; readonly how: 'return' | 'panic' | 'exit'; readonly values: readonly Expr[] }
    /** Where a `goto` goes. */
    | { readonly kind: 'label'; readonly label: string }
    /** A `fallthrough` has no label: it goes to the next branch of its switch. */
    | {
        readonly kind: 'jump';
        readonly to: 'break' | 'continue' | 'goto' | 'fallthrough';
        readonly label: string;
      }
  );

interface SendStep {
  readonly kind: 'send';
  readonly channel: Expr;
  readonly value: Expr;
}

interface ReceiveStep {
  readonly kind: 'receive';
  readonly channel: Expr;
}

export interface SelectCase {
  readonly operation: Step & (SendStep | ReceiveStep);
  readonly body: readonly Step[];
}

export interface Variable {
  readonly name: string;
  readonly type: GoType;
  /** One-based line of the declaration. File, name and line identify a variable. */
  readonly line: number;
  /** The expression of which `part` is its initial value. */
  readonly value: Expr | undefined;
  /** The value itself, a key or an element of what is ranged over, or the index among the results of a call. */
  readonly part: 'value' | 'key' | 'element' | number;
}

/** The initial value of the variable at `index` of a declaration with as many values as names, or with one call. */
export function initialValue(
  values: readonly Expr[],
  nameCount: number,
  index: number,
): Pick<Variable, 'value' | 'part'> {
  const isParallel = values.length === nameCount;
  return { value: values[isParallel ? index : 0], part: isParallel ? 'value' : index };
}

/**
 * A function or method of a file, a function literal, or the initialization of package-level variables as a function
 * `init`.
 */
export interface Func extends CodeLines {
  readonly uri: string;
  readonly pkg: string;
  /** Empty for a literal. */
  readonly name: string;
  /** Name of the receiver's type; undefined for a function and a literal. */
  readonly receiverType: string | undefined;
  readonly receiver: Variable | undefined;
  readonly params: readonly Variable[];
  readonly results: readonly GoType[];
  readonly body: readonly Step[];
  /** Variables declared in the body outside literals, and named results. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** The function around a literal; undefined for a declaration. */
  outer: Func | undefined;
  /** Nesting depth in function literals: 0 for a declaration. */
  readonly depth: number;
}

/** The expression as Go code: `h.streamsMu`. */
export function exprText(expr: Expr): string {
  switch (expr.kind) {
    case 'name':
      return expr.name;
    case 'field':
      return `${exprText(expr.of)}.${expr.name}`;
    case 'index':
      return `${exprText(expr.of)}[…]`;
    case 'call':
      return `${exprText(expr.call.callee)}()`;
    case 'receive':
      return `<-${exprText(expr.channel)}`;
    case 'copy':
      return `*${exprText(expr.of)}`;
    case 'nil':
      return 'nil';
    default:
      return '…';
  }
}
