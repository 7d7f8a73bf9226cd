import { type Call, type Expr, exprText, type Func } from '../facts/code';
import { type GoField, type GoType, pointedTo } from '../facts/goType';
import type { Program } from '../facts/program';
import { stepsIn } from '../facts/steps';
import { outsideSenders } from './outsideSenders';

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

/** Maximum number of calls followed to what they return. */
const maxCalls = 5;

const ofPackage = { field: undefined, local: undefined, isParameter: false, isPackageVariable: true };

/** Names locks and channels, and knows which names may refer to the same one. */
export class Identities {
  private readonly parents = new Map<string, string>();
  /** Keys of channels on which the standard library sends. */
  private readonly outside = new Set<string>();

  constructor(private readonly program: Program) {
    for (const pkg of program.all) for (const func of pkg.functions) this.addAliases(func);
  }

  /** What an expression refers to; undefined for a value without a lasting name, such as the result of most calls. */
  resource(expr: Expr, func: Func): Resource | undefined {
    const named = this.nameOf(expr, func);
    return named && { ...named, key: this.find(named.key), text: exprText(expr) };
  }

  /** Whether the standard library sends on the channel when something happens outside the program. */
  isServedOutside({ key }: Resource): boolean {
    for (const each of this.outside) if (this.find(each) === key) return true;
    return false;
  }

  /** @param depth number of calls followed so far */
  private nameOf(expr: Expr, func: Func, depth = 0): Omit<Resource, 'text'> | undefined {
    if (depth > maxCalls) return undefined;
    switch (expr.kind) {
      case 'name': {
        const found = this.program.variable(expr.name, func);
        if (found === undefined) return undefined;
        const { variable, owner } = found;
        if (owner === undefined) return { ...ofPackage, key: `${func.pkg}.${expr.name}` };
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
        return this.fieldName(expr, func, depth);
      case 'index': {
        const of = this.nameOf(expr.of, func, depth);
        return of && { ...of, key: `${of.key}[]`, field: undefined, isPackageVariable: false };
      }
      case 'call': {
        // A method that returns a field, such as ctx.Done() or p.queue().
        const [target] = this.program.targets(expr.call, func);
        const returned = target && [...stepsIn(target.body)].find((step) => step.kind === 'leave');
        const [value] = returned?.kind === 'leave' ? returned.values : [];
        if (target === undefined || value === undefined || value.kind === 'call') return undefined;
        const named = this.nameOf(value, target, depth + 1);
        return named && { ...named, field: undefined }; // its root is a variable of the method
      }
      default:
        return undefined;
    }
  }

  private fieldName(
    expr: Expr & { kind: 'field' },
    func: Func,
    depth: number,
  ): Omit<Resource, 'text'> | undefined {
    const { program } = this;
    const type = program.typeOf(expr.of, func);
    const found = program.fieldIn(type, expr.name);
    const owner = pointedTo(type);
    if (found !== undefined && owner.kind === 'named') {
      // A promoted field belongs to the innermost named type.
      const path = found.path;
      const inner = path.length > 1 ? pointedTo(path.at(-2)!.type) : owner;
      const key =
        inner.kind === 'named'
          ? `${inner.pkg}.${inner.name}.${expr.name}`
          : `${owner.pkg}.${owner.name}.${expr.name}`;
      return {
        key,
        field: { owner, path, root: expr.of },
        local: undefined,
        isParameter: false,
        isPackageVariable: false,
      };
    }
    if (found !== undefined || owner.kind === 'struct') {
      const of = this.nameOf(expr.of, func, depth);
      return of && { ...of, key: `${of.key}.${expr.name}`, field: undefined };
    }
    if (expr.of.kind === 'name' && program.variable(expr.of.name, func) === undefined) {
      const pkg = program.package(func.pkg)?.file(func.uri)?.imports.get(expr.of.name);
      return {
        key: `${pkg ?? expr.of.name}.${expr.name}`,
        field: undefined,
        local: undefined,
        isParameter: false,
        isPackageVariable: false,
      };
    }
    const owners = program.package(func.pkg)?.typesWithField(expr.name) ?? [];
    if (owners.length !== 1) return undefined;
    const guessed: GoType = { kind: 'named', pkg: func.pkg, name: owners[0]! };
    const field = program.fieldIn(guessed, expr.name)!;
    return {
      key: `${func.pkg}.${owners[0]!}.${expr.name}`,
      field: { owner: guessed, path: field.path, root: expr.of },
      local: undefined,
      isParameter: false,
      isPackageVariable: false,
    };
  }

  /** Unites parameters with the arguments of all calls, and fields with all values assigned to them. */
  private addAliases(func: Func): void {
    const { program } = this;
    for (const { name, value, part } of func.variables.values()) {
      if (value === undefined) continue;
      if (part === 'element') this.alias({ kind: 'name', name }, func, { kind: 'index', of: value }, func);
      if (value.kind === 'call' && part !== 'element') {
        for (const target of program.targets(value.call, func)) {
          for (const step of stepsIn(target.body)) {
            const returned = step.kind === 'leave' ? step.values[part === 'value' ? 0 : part] : undefined;
            if (returned !== undefined) this.alias({ kind: 'name', name }, func, returned, target);
          }
        }
      }
    }
    for (const step of stepsIn(func.body)) {
      if (step.kind === 'assign') {
        step.targets.forEach((target, index) => {
          const value = step.values[step.values.length === step.targets.length ? index : 0];
          if (value === undefined) return;
          this.alias(target, func, value, func);
          this.aliasValue(value, func);
          this.aliasAppended(target, value, func);
        });
      }
      if (step.kind === 'send') this.aliasValue(step.value, func);
      if (step.kind === 'leave') for (const value of step.values) this.aliasValue(value, func);
      if (step.kind !== 'call' && step.kind !== 'go' && step.kind !== 'defer') continue;
      const { call } = step;
      this.addOutside(call, func);
      for (const arg of call.args) this.aliasValue(arg, func);
      if (!call.args.some(({ kind }) => kind === 'name' || kind === 'field')) continue;
      for (const target of program.targets(call, func)) {
        target.params.forEach((param, index) => {
          const arg = call.args[index];
          if (arg !== undefined) this.alias({ kind: 'name', name: param.name }, target, arg, func);
        });
      }
    }
  }

  private aliasValue(value: Expr, func: Func): void {
    if (value.kind === 'value') this.aliasFields(value, func);
  }

  /** The fields of a composite literal. */
  private aliasFields(value: Expr & { kind: 'value' }, func: Func): void {
    const owner = pointedTo(value.type);
    if (owner.kind !== 'named') return;
    const struct = this.program.underlying(owner);
    for (const [key, field] of value.fields) {
      if (field.kind === 'value') this.aliasFields(field, func);
      if (struct.kind !== 'struct' || (field.kind !== 'name' && field.kind !== 'field')) continue;
      const declared = struct.fields.find(({ name }, index) => name === key || String(index) === key);
      if (declared === undefined || !this.isShared(declared.type)) continue;
      const set = this.nameOf(field, func);
      if (set !== undefined) this.union(`${owner.pkg}.${owner.name}.${declared.name}`, set.key);
    }
  }

  /** What is appended is an element of the list. */
  private aliasAppended(target: Expr, value: Expr, func: Func): void {
    if (value.kind !== 'call' || value.call.callee.kind !== 'name' || value.call.callee.name !== 'append')
      return;
    for (const arg of value.call.args.slice(1)) this.alias({ kind: 'index', of: target }, func, arg, func);
  }

  private addOutside({ callee, args }: Call, func: Func): void {
    if (callee.kind !== 'field') return;
    const position = outsideSenders.get(this.nameOf(callee, func)?.key ?? '');
    const channel = position === undefined ? undefined : args[position];
    const named = channel && this.nameOf(channel, func);
    if (named !== undefined) this.outside.add(named.key);
  }

  private alias(one: Expr, oneFunc: Func, other: Expr, otherFunc: Func): void {
    if (one.kind !== 'name' && one.kind !== 'field' && one.kind !== 'index') return;
    if (other.kind !== 'name' && other.kind !== 'field' && other.kind !== 'index') return;
    const isShared =
      this.isShared(this.program.typeOf(one, oneFunc)) ||
      this.isShared(this.program.typeOf(other, otherFunc));
    if (!isShared) return;
    const names = [this.nameOf(one, oneFunc), this.nameOf(other, otherFunc)];
    if (names[0] !== undefined && names[1] !== undefined) this.union(names[0].key, names[1].key);
  }

  /** Whether copies of a value of the type are the same lock or channel. */
  private isShared(type: GoType): boolean {
    if (type.kind === 'pointer') {
      const elem = type.elem;
      return elem.kind === 'named' && elem.pkg === 'sync';
    }
    if (type.kind === 'named' && type.pkg === 'sync') return type.name === 'Locker';
    return this.program.underlying(type).kind === 'chan';
  }

  /** Unites two names that refer to the same object in the dump. */
  unite(one: Resource, other: Resource): void {
    this.union(one.key, other.key);
  }

  private find(key: string): string {
    let root = key;
    for (let parent = this.parents.get(root); parent !== undefined; parent = this.parents.get(root))
      root = parent;
    if (root !== key) this.parents.set(key, root);
    return root;
  }

  private union(one: string, other: string): void {
    const [a, b] = [this.find(one), this.find(other)];
    if (a !== b) this.parents.set(a, b);
  }
}
