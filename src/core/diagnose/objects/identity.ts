import { type Expr, exprText, type Func } from '../../facts/code';
import { type GoField, type GoType, pointedTo } from '../../facts/goType';
import type { Program } from '../../facts/program';
import { addCondLocks, isCondLock } from './condLocks';
import { ByPart } from '../../facts/remembered';
import { type ContextEnd, contextOfDone, Contexts } from './contexts';
import { Flows } from './flows';
import type { InParts } from '../inParts';
import { ObjectClasses, resultKey } from './objectClasses';

/** A lock, channel, WaitGroup or the like as code names it. */
export interface Resource {
  /** The same for all code that may refer to the same object, whichever instance that is. */
  readonly key: string;
  /** As the source writes it: `h.streamsMu`. */
  readonly text: string;
  /** For a field: where it is in its owner. */
  readonly field: FieldOfOwner | undefined;
  /** The function whose variable it is; undefined for a field or a package-level variable. */
  readonly local: Func | undefined;
  /** Whether that variable is a receiver or parameter, whose object comes from the caller. */
  readonly isParameter: boolean;
  /** Whether it is a package-level variable, of which there is only one. */
  readonly isPackageVariable: boolean;
}

export interface FieldOfOwner {
  /** A named struct type. */
  readonly owner: GoType;
  /** From the owner to the field, through embedded ones. */
  readonly path: readonly GoField[];
  /** The expression whose value is, or points to, the owner. */
  readonly root: Expr;
}

const ofPackage = { field: undefined, local: undefined, isParameter: false, isPackageVariable: true };
const ofField = { local: undefined, isParameter: false, isPackageVariable: false };
const ofCall = { ...ofField, field: undefined };

/** Names locks and channels, and knows which names may refer to the same one. */
export class Identities {
  private readonly classes = new ObjectClasses();
  private readonly names = new ByPart<Expr, Resource | undefined>();
  private readonly contexts = new Contexts(this.classes);

  private constructor(private readonly program: Program) {}

  static *make(program: Program): InParts<Identities> {
    const identities = new Identities(program);
    const { classes, contexts } = identities;
    const keyOf = (expr: Expr, func: Func) => identities.nameOf(expr, func)?.key;
    yield* new Flows(program, classes, contexts, keyOf).addProgram();
    yield* addCondLocks(program, classes, keyOf);
    return identities;
  }

  /** What an expression refers to; undefined for a value without a lasting name, such as the result of most calls. */
  resource(expr: Expr, func: Func): Resource | undefined {
    const named = this.nameOf(expr, func);
    if (named === undefined) return undefined;
    const key = this.classes.find(named.key);
    return key === named.key ? named : { ...named, key };
  }

  /** The key of a Cond's lock. */
  lockOfCond({ key }: Resource): string {
    return this.classes.find(this.classes.element(key));
  }

  /** Whether code that was not read serves the channel. */
  isServedOutside({ key }: Resource): boolean {
    return this.classes.isServedOutside(key);
  }

  /** Whether code that is not known may have the object, because it goes through values of interfaces. */
  isInInterface(key: string): boolean {
    return this.classes.isInInterface(key);
  }

  /** Whether only code with variables of these names can have the object. */
  isPrivate(key: string): boolean {
    return !this.classes.isGlobal(key);
  }

  /** The functions that an expression may have as its value, if it is not a declared function. */
  functionsIn(expr: Expr, func: Func): readonly Func[] {
    const named = expr.kind === 'function' ? undefined : this.nameOf(expr, func);
    return named === undefined ? [] : this.classes.functionsOf(named.key);
  }

  /** Keys of the channels `ctx.Done()` that a call of the function closes. */
  cancelled(callee: Expr, func: Func): readonly string[] {
    if (callee.kind !== 'name' && callee.kind !== 'field') return [];
    const named = this.nameOf(callee, func);
    if (named === undefined) return [];
    return this.contexts
      .cancelledBy(named.key)
      .map((context) => this.classes.find(this.classes.element(context)));
  }

  /** Who can end a context. */
  endOfContext(context: Expr, func: Func): ContextEnd {
    const named = this.nameOf(context, func);
    return named === undefined ? 'unknown' : this.contexts.endOf(named.key);
  }

  /** By its own key. */
  private nameOf(expr: Expr, func: Func): Resource | undefined {
    return this.names.get(func, expr, () => {
      const named = this.findName(expr, func);
      if (named !== undefined && expr.asserted !== undefined) this.classes.markInInterface(named.key);
      return named && { ...named, text: exprText(expr) };
    });
  }

  private findName(expr: Expr, func: Func): Omit<Resource, 'text'> | undefined {
    switch (expr.kind) {
      case 'name': {
        const found = this.program.variable(expr.name, func);
        if (found === undefined) return undefined;
        const { variable, owner } = found;
        if (owner === undefined) return this.global({ ...ofPackage, key: `${func.pkg}.${expr.name}` });
        const isParameter = owner.receiver === variable || owner.params.includes(variable);
        return {
          key: `${owner.uri}:${variable.line}:${expr.name}`,
          field: undefined,
          local: owner,
          isParameter,
          isPackageVariable: false,
        };
      }
      case 'field':
        return isCondLock(expr, func, this.program)
          ? this.elementOf(expr.of, func)
          : this.fieldName(expr, func);
      case 'copy':
        return this.nameOf(expr.of, func); // its contents are the same, except for locks
      case 'index':
        return this.elementOf(expr.of, func);
      case 'receive':
        return this.elementOf(expr.channel, func);
      case 'call': {
        const context = contextOfDone(expr.call, func, this.program);
        if (context !== undefined) return this.elementOf(context, func);
        const [first] = this.program.targets(expr.call, func);
        return first && { ...ofCall, key: resultKey(first, 0) };
      }
      default:
        return undefined;
    }
  }

  private elementOf(expr: Expr, func: Func): Omit<Resource, 'text'> | undefined {
    const of = this.nameOf(expr, func);
    return of && { ...of, key: this.classes.element(of.key), field: undefined, isPackageVariable: false };
  }

  private global(named: Omit<Resource, 'text'>): Omit<Resource, 'text'> {
    this.classes.markGlobal(named.key);
    return named;
  }

  private fieldName(expr: Expr & { kind: 'field' }, func: Func): Omit<Resource, 'text'> | undefined {
    const { program } = this;
    const type = program.typeOf(expr.of, func);
    const found = program.fieldIn(type, expr.name);
    const owner = pointedTo(type);
    if (found !== undefined && owner.kind === 'named') {
      // A promoted field belongs to the innermost named type.
      const path = found.path;
      const inner = path.length > 1 ? pointedTo(path.at(-2)!.type) : owner;
      const { pkg, name } = inner.kind === 'named' ? inner : owner;
      return this.global({
        ...ofField,
        key: `${pkg}.${name}.${expr.name}`,
        field: { owner, path, root: expr.of },
      });
    }
    const isUnread = owner.kind === 'named' && owner.pkg !== '' && program.package(owner.pkg) === undefined;
    if (found !== undefined || owner.kind === 'struct' || isUnread) {
      const of = this.nameOf(expr.of, func);
      if (of === undefined) return undefined;
      const key = `${of.key}.${expr.name}`;
      if (isUnread && owner.pkg !== 'time') this.classes.markServedOutside(key);
      return { ...of, key, field: undefined };
    }
    if (expr.of.kind === 'name' && program.variable(expr.of.name, func) === undefined) {
      const pkg = program.importOf(expr.of.name, func);
      return this.global({ ...ofCall, key: `${pkg ?? expr.of.name}.${expr.name}` });
    }
    // A type that was read and has no such field has a method of the name.
    const isKnown = owner.kind !== 'unknown' && program.underlying(owner).kind !== 'named';
    const owners = isKnown ? undefined : program.package(func.pkg)?.typesWithField(expr.name);
    if (owners?.size !== 1) return undefined;
    const [name] = owners;
    const guessed: GoType = { kind: 'named', pkg: func.pkg, name: name! };
    const field = program.fieldIn(guessed, expr.name)!;
    return this.global({
      ...ofField,
      key: `${func.pkg}.${guessed.name}.${expr.name}`,
      field: { owner: guessed, path: field.path, root: expr.of },
    });
  }

  /** Whether calls are not followed to the function, because a variable or field is set to too many. */
  isNotFollowed(func: Func): boolean {
    return this.classes.notFollowed.has(func) || this.program.isNotFollowed(func);
  }

  /** Keys of the fields of this name, of all types that were read. */
  fieldsNamed(name: string): readonly string[] {
    return [...this.program.all].flatMap((pkg) =>
      Array.from(pkg.typesWithField(name), (type) => this.classes.find(`${pkg.id}.${type}.${name}`)),
    );
  }

  /** Unites two names that refer to the same object in the dump. */
  unite(one: Resource, other: Resource): void {
    this.classes.union(one.key, other.key);
  }
}
