import { folderOf } from '../go/paths';
import { type Call, type Expr, type Func, type Variable } from './code';
import { conversion } from './conversion';
import { type Embedded, lockAmong, withEmbedded } from './embedded';
import { findVariable, type FoundVariable } from './foundVariable';
import { functionAround } from './functionAround';
import type { GoPackage } from './goPackage';
import { Implementations } from './implementations';
import { libraryResults, methodResults } from './libraryCalls';
import { LockWrappers } from './lockWrappers';
import { methodValue } from './methodValue';
import { ByPart } from './remembered';
import { syncCall } from './syncCalls';
import { type GoField, type GoType, pointedTo, unknownType } from './goType';

/** Size of a pointer in bytes: 4 on 32-bit machines. */
export type WordBytes = 4 | 8;

/** The source of a dump's program, as far as it was found. */
export class Program {
  private readonly packages: ReadonlyMap<string, GoPackage>;
  readonly implementations: Implementations;
  /** The functions of each package when those of all were last asked for, and all. */
  private parts: readonly (readonly Func[])[] = [];
  private known: readonly Func[] = [];
  /** Which types are locks around one of package sync. */
  readonly lockWrappers = new LockWrappers(this);
  private readonly methodValues = new WeakMap<Expr, Func>();
  /** By call and depth of the search. */
  private readonly results = new Map<Call, (readonly GoType[])[]>();
  /** Counted over all searches. */
  private readonly typesOf = new ByPart<Expr, GoType>();
  private readonly functionValues = new ByPart<Expr, readonly Func[]>();
  private readonly targetsOf = new ByPart<Call, readonly Func[]>();

  constructor(
    packages: readonly GoPackage[],
    readonly wordBytes: WordBytes = 8,
    /** How many packages of the workspace were not read that these import, as far as that is known. */
    readonly missing = 0,
  ) {
    this.packages = new Map(packages.map((each) => [each.id, each]));
    this.implementations = new Implementations({
      packages,
      underlying: (type) => this.underlying(type),
      hasMethod: (type, name) => this.method(type, name).length > 0,
    });
  }

  get all(): Iterable<GoPackage> {
    return this.packages.values();
  }

  /** The functions of all packages, as `GoPackage.functions`. */
  get functions(): readonly Func[] {
    const parts = Array.from(this.all, ({ functions }) => functions);
    if (parts.some((part, index) => part !== this.parts[index])) this.known = parts.flat();
    this.parts = parts;
    return this.known;
  }

  /** Whether code of a package that was read, but for some of its files, may use the name. */
  mayUseUnread(name: string): boolean {
    return [...this.all].some((pkg) => pkg.mayUseUnread(name));
  }

  package(id: string): GoPackage | undefined {
    return this.packages.get(id);
  }

  /** The function of a frame. @param line one-based */
  functionAt(uri: string, line: number, symbol: string): Func | undefined {
    return functionAround(this.package(folderOf(uri))?.file(uri), line, symbol);
  }

  /** Resolves a name in a function to a variable of its own, of a function around it, or of the package. */
  variable(name: string, func: Func): FoundVariable | undefined {
    return findVariable(name, func, (each) => this.package(func.pkg)?.variable(each));
  }

  /** The package that the function's file imports by this name. */
  importOf(name: string, func: Func): string | undefined {
    return this.package(func.pkg)?.file(func.uri)?.imports.get(name);
  }

  /**
   * The type of an expression, as far as declarations determine it.
   *
   * @param depth of the search so far, which cyclic declarations would not end
   */
  typeOf(expr: Expr, func: Func, depth = 0): GoType {
    if (depth > 0) return this.findType(expr, func, depth);
    return this.typesOf.get(func, expr, () => this.findType(expr, func, 0));
  }

  private findType(expr: Expr, func: Func, depth: number): GoType {
    if (depth > 12) return unknownType;
    if (expr.asserted !== undefined) return expr.asserted;
    switch (expr.kind) {
      case 'name': {
        const found = this.variable(expr.name, func);
        if (found === undefined) return unknownType;
        return this.typeOfVariable(found.variable, found.scope, depth);
      }
      case 'field': {
        if (expr.of.kind === 'name' && this.variable(expr.of.name, func) === undefined) {
          const pkg = this.package(this.importOf(expr.of.name, func) ?? '');
          const variable = pkg?.variable(expr.name);
          if (variable !== undefined) return this.typeOfVariable(variable, variable.init ?? func, depth);
        }
        return this.fieldIn(this.typeOf(expr.of, func, depth + 1), expr.name)?.type ?? unknownType;
      }
      case 'index': {
        const list = this.underlying(this.typeOf(expr.of, func, depth + 1));
        return list.kind === 'list' || list.kind === 'map' ? list.elem : unknownType;
      }
      case 'receive': {
        const channel = this.underlying(this.typeOf(expr.channel, func, depth + 1));
        return channel.kind === 'chan' ? channel.elem : unknownType;
      }
      case 'copy':
        return pointedTo(this.typeOf(expr.of, func, depth + 1));
      case 'value':
        return expr.type;
      case 'channel':
        return { kind: 'chan', elem: expr.elem };
      case 'call':
        return this.resultsOf(expr.call, func, depth)[0] ?? unknownType;
      case 'function':
        return { kind: 'func', results: expr.func.results };
      default:
        return unknownType;
    }
  }

  private typeOfVariable(variable: Variable, scope: Func, depth: number): GoType {
    if (variable.type.kind !== 'unknown' || variable.value === undefined) return variable.type;
    return this.partOf(variable, scope, depth);
  }

  private partOf({ value, part }: Variable, func: Func, depth: number): GoType {
    const expr = value!;
    if (part === 'value') return this.typeOf(expr, func, depth + 1);
    if (part === 'element') {
      const over = this.underlying(this.typeOf(expr, func, depth + 1));
      return over.kind === 'list' || over.kind === 'map' ? over.elem : unknownType;
    }
    if (part === 'key') {
      const over = this.underlying(this.typeOf(expr, func, depth + 1));
      if (over.kind === 'chan') return over.elem; // the only variable
      return over.kind === 'map' ? over.key : unknownType;
    }
    if (expr.kind === 'call') return this.resultsOf(expr.call, func, depth)[part] ?? unknownType;
    return part === 0 ? this.typeOf(expr, func, depth + 1) : unknownType;
  }

  /** Chains of calls would otherwise double the work with each call. */
  private resultsOf(call: Call, func: Func, depth: number): readonly GoType[] {
    const known = this.results.get(call) ?? [];
    this.results.set(call, known);
    return (known[depth] ??= this.readResults(call, func, depth));
  }

  private readResults(call: Call, func: Func, depth: number): readonly GoType[] {
    const [target] = this.targets(call, func, depth + 1);
    if (target !== undefined) return target.results;
    const { callee } = call;
    const converted = conversion(call, func, this);
    if (converted !== undefined) return [converted];
    if (callee.kind === 'field' && callee.of.kind === 'name') {
      const known = libraryResults(this.importOf(callee.of.name, func), callee.name);
      if (known.length > 0 && this.variable(callee.of.name, func) === undefined) return known;
    }
    const type = this.underlying(this.typeOf(callee, func, depth + 1));
    if (type.kind === 'func') return type.results;
    return callee.kind === 'field' ? methodResults(this.typeOf(callee.of, func, depth + 1), callee.name) : [];
  }

  /** What a call converts, if it is a conversion to a type that was read. */
  converted(call: Call, func: Func): Expr | undefined {
    return conversion(call, func, this) && call.args[0];
  }

  /** What the expression converts; undefined if it is no conversion. */
  conversionIn(expr: Expr, func: Func): Expr | undefined {
    return expr.kind === 'call' ? this.converted(expr.call, func) : undefined;
  }

  /** The declaration of a named type, or of the type that a pointer points to. */
  underlying(type: GoType): GoType {
    let current = pointedTo(type);
    for (let n = 0; n < 8 && current.kind === 'named'; n++) {
      const declared = this.package(current.pkg)?.type(current.name);
      if (declared === undefined) return current;
      current = pointedTo(declared);
    }
    return current;
  }

  /** The field of a struct, perhaps a promoted one. `path` leads to it through embedded fields. */
  fieldIn(
    type: GoType,
    name: string,
  ): { readonly type: GoType; readonly path: readonly GoField[] } | undefined {
    for (const { under, path } of this.withEmbedded(type)) {
      const own = under.kind === 'struct' ? under.fields.find((field) => field.name === name) : undefined;
      if (own !== undefined) return { type: own.type, path: [...path, own] };
    }
    return undefined;
  }

  private withEmbedded(type: GoType): Iterable<Embedded> {
    return withEmbedded(type, (each) => this.underlying(each));
  }

  /**
   * The functions that an expression may have as its value: a literal, a declared function, or a method value, of package
   * sync as well.
   */
  functionsNamed(expr: Expr, func: Func): readonly Func[] {
    if (expr.kind === 'function') return [expr.func];
    if (expr.kind !== 'name' && expr.kind !== 'field') return [];
    return this.functionValues.get(func, expr, () => this.findFunctions(expr, func));
  }

  private findFunctions(expr: Expr & { kind: 'name' | 'field' }, func: Func): readonly Func[] {
    const isNamed =
      expr.kind === 'name'
        ? this.variable(expr.name, func) === undefined
        : this.fieldIn(this.typeOf(expr.of, func), expr.name) === undefined;
    if (!isNamed) return [];
    const call: Call = { callee: expr, args: [], line: 0, endLine: 0 };
    const declared = this.findTargets(call, func, 0);
    if (declared.length > 0 || syncCall(call, func, this) === undefined) return declared;
    let value = this.methodValues.get(expr);
    if (value === undefined) this.methodValues.set(expr, (value = methodValue(expr, func)));
    return [value];
  }

  /** The functions that a call may run, among the packages that were read. */
  targets(call: Call, func: Func, depth = 0): readonly Func[] {
    if (depth > 0) return this.findTargets(call, func, depth);
    return this.targetsOf.get(func, call, () => this.findTargets(call, func, 0));
  }

  private findTargets(call: Call, func: Func, depth: number): readonly Func[] {
    const { callee } = call;
    if (callee.kind === 'function') return [callee.func];
    if (callee.kind === 'name') {
      const found = this.variable(callee.name, func);
      if (found !== undefined) {
        const { value } = found.variable;
        return value?.kind === 'function' ? [value.func] : [];
      }
      return (
        this.package(func.pkg)
          ?.named(callee.name)
          .filter(({ receiverType }) => receiverType === undefined) ?? []
      );
    }
    if (callee.kind !== 'field' || depth > 10) return [];
    if (callee.of.kind === 'name' && this.variable(callee.of.name, func) === undefined) {
      const pkg = this.package(this.importOf(callee.of.name, func) ?? '');
      if (pkg !== undefined)
        return pkg.named(callee.name).filter(({ receiverType }) => receiverType === undefined);
    }
    return this.method(this.typeOf(callee.of, func, depth + 1), callee.name);
  }

  /** The method of a type, perhaps a promoted one; for an interface, the methods of the types that implement it. */
  private method(type: GoType, name: string): readonly Func[] {
    for (const { type: each, under } of this.withEmbedded(type)) {
      const named = pointedTo(each);
      const own =
        named.kind === 'named'
          ? this.package(named.pkg)
              ?.named(name)
              .filter(({ receiverType }) => receiverType === named.name)
          : undefined;
      if (own !== undefined && own.length > 0) return own;
      const implementing = under.kind === 'interface' ? this.implementations.of(under, name) : [];
      if (implementing.length > 0) return implementing;
    }
    return [];
  }

  /** Whether calls of a method of this name were not followed, because too many types have it. */
  isNotFollowed({ name, receiverType }: Func): boolean {
    return receiverType !== undefined && this.implementations.notFollowed.has(name);
  }

  /** The name of the struct's embedded field that is a lock, or of that of a struct embedded in it. */
  embeddedLock(type: GoType): string | undefined {
    return lockAmong(this.withEmbedded(type));
  }
}
