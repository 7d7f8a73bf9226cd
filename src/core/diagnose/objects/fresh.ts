import { callIn, partsOf, valuesOf } from '../../facts/calls';
import { type Call, type Expr, type Func, initialValue, type Step, type Variable } from '../../facts/code';
import { fieldOfKey, type GoType, pointedTo } from '../../facts/goType';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import { contextFunction } from './contexts';

/** Maximum number of variables and calls that are followed to what makes an object. */
const maxDepth = 5;

/** Functions of packages that are mostly not read whose results nobody else has. */
const makers = new Set([
  'golang.org/x/sync/errgroup.WithContext',
  'golang.org/x/sync/semaphore.NewWeighted',
  'sync.NewCond',
  'time.NewTicker',
  'time.NewTimer',
]);

/** A value that a field is set to. */
interface SetValue {
  readonly value: Expr;
  readonly func: Func;
}

/** Tells what code makes itself, so that no goroutine has waited for it before. */
export class Fresh {
  private readonly makes = new Map<Func, Map<number, boolean>>();
  /** What fields are set to, by type and field, as `pkg.Type.field`. */
  private fields: ReadonlyMap<string, readonly SetValue[]> | undefined;

  constructor(private readonly program: Program) {}

  /**
   * Whether a function makes an object after a one-based line, 0 for one that has not begun.
   *
   * @param expr names the object in the function
   */
  isMadeAfter(expr: Expr, func: Func, line: number, depth = 0): boolean {
    if (depth > maxDepth) return false;
    switch (expr.kind) {
      case 'channel':
      case 'value':
        return true;
      case 'name':
        return this.isVariableMade(expr.name, func, line, depth);
      case 'field':
        return this.isMadeAfter(expr.of, func, line, depth + 1) && this.isFieldMade(expr, func, line, depth);
      case 'call':
        return this.isResultMade(expr.call, func, 0, depth);
      default:
        return false;
    }
  }

  private isVariableMade(name: string, func: Func, line: number, depth: number): boolean {
    const variable = func.variables.get(name);
    if (variable === undefined || variable.line <= line) return false;
    const { value, part, type } = variable;
    const isMade = (each: Expr, from: typeof part) => {
      if (from === 'value') return this.isMadeAfter(each, func, line, depth + 1);
      return (
        typeof from === 'number' && each.kind === 'call' && this.isResultMade(each.call, func, from, depth)
      );
    };
    if (value === undefined ? !this.isObject(type) : !isMade(value, part)) return false;
    return assignmentsTo(name, func).every(
      ([each, from]) => each !== undefined && (each === value || each.kind === 'nil' || isMade(each, from)),
    );
  }

  /** Whether the field of an object that was just made is no other one's: part of the object, or made for it. */
  private isFieldMade(
    { of, name }: Expr & { kind: 'field' },
    func: Func,
    line: number,
    depth: number,
  ): boolean {
    // Names that were made for a caller are not worth remembering.
    const type = this.program.typeOf(of, func, 1);
    const found = this.program.fieldIn(type, name);
    if (found === undefined) return false;
    const isPart = found.path.every((each, index) =>
      each.type.kind === 'pointer' ? false : index < found.path.length - 1 || this.isObject(each.type),
    );
    if (isPart) return true;
    const owner = pointedTo(found.path.at(-2)?.type ?? type);
    if (owner.kind !== 'named' || found.path.slice(0, -1).some((each) => each.type.kind === 'pointer'))
      return false;
    this.fields ??= this.findFields();
    const values = this.fields.get(`${owner.pkg}.${owner.name}.${name}`) ?? [];
    return values.every(({ value, func: setter }) =>
      this.isMadeAfter(value, setter, setter === func ? line : 0, depth + 1),
    );
  }

  /** Whether each value of the type is an object of its own, and not a reference to one. */
  private isObject(type: GoType): boolean {
    if (type.kind === 'named' && type.pkg === 'sync') return type.name !== 'Locker';
    const under = type.kind === 'named' ? this.program.underlying(type) : type;
    return under.kind === 'struct';
  }

  private isResultMade(call: Call, func: Func, index: number, depth: number): boolean {
    const { program } = this;
    if (contextFunction(call, func, program)?.startsWith('With') === true) return true;
    const targets = program.targets(call, func);
    if (targets.length > 0) return targets.every((target) => this.returnsMade(target, index, depth + 1));
    const { callee } = call;
    if (callee.kind !== 'field' || callee.of.kind !== 'name') return false;
    return makers.has(`${program.importOf(callee.of.name, func) ?? ''}.${callee.name}`);
  }

  private returnsMade(func: Func, index: number, depth: number): boolean {
    const known = this.makes.get(func) ?? new Map<number, boolean>();
    this.makes.set(func, known);
    let answer = known.get(index);
    if (answer === undefined) {
      known.set(index, false); // for a function that calls itself
      const returns = stepsIn(func.body).filter((step) => step.kind === 'leave' && step.how === 'return');
      answer = returns.length > 0 && returns.every((step) => this.isReturnMade(step, func, index, depth));
      known.set(index, answer);
    }
    return answer;
  }

  private isReturnMade(step: Step, func: Func, index: number, depth: number): boolean {
    const values = valuesOf(step);
    const [only] = values;
    if (values.length === 1 && index > 0)
      return only?.kind === 'call' && this.isResultMade(only.call, func, index, depth);
    const value = values[index];
    return value !== undefined && (value.kind === 'nil' || this.isMadeAfter(value, func, 0, depth));
  }

  private findFields(): ReadonlyMap<string, readonly SetValue[]> {
    const fields = new Map<string, SetValue[]>();
    const add = (type: GoType, name: string, value: Expr, func: Func) => {
      const owner = pointedTo(type);
      if (owner.kind !== 'named') return;
      const key = `${owner.pkg}.${owner.name}.${name}`;
      const others = fields.get(key);
      if (others === undefined) fields.set(key, [{ value, func }]);
      else others.push({ value, func });
    };
    const addLiteral = (expr: Expr, func: Func) => {
      if (expr.kind !== 'value') return;
      const struct = this.program.underlying(expr.type);
      for (const [name, value] of expr.fields) {
        const field = struct.kind === 'struct' ? fieldOfKey(struct.fields, name) : undefined;
        add(expr.type, field?.name ?? name, value, func);
        addLiteral(value, func);
      }
    };
    for (const func of this.program.functions) {
      for (const step of stepsIn(func.body)) {
        for (const value of callIn(step)?.args ?? valuesOf(step)) addLiteral(value, func);
        if (step.kind !== 'assign') continue;
        for (const [index, target] of step.targets.entries()) {
          if (target.kind !== 'field') continue;
          const path = this.program.fieldIn(this.program.typeOf(target.of, func), target.name)?.path;
          const owner = path?.at(-2)?.type ?? this.program.typeOf(target.of, func);
          add(owner, target.name, step.values[index] ?? { kind: 'other' }, func);
        }
      }
    }
    return fields;
  }
}

/** The values that a variable is set to in its function and the literals inside it, each with its index among results. */
function assignmentsTo(
  name: string,
  func: Func,
): readonly (readonly [value: Expr | undefined, part: Variable['part']])[] {
  return stepsWithin(func.body).flatMap((step) => {
    if (step.kind !== 'assign') return [];
    return step.targets.flatMap((target, index) => {
      if (target.kind !== 'name' || target.name !== name) return [];
      const { value, part } = initialValue(step.values, step.targets.length, index);
      return [[value, part] as const];
    });
  });
}

/** The steps of a body and of the literals that it passes on or calls. */
function stepsWithin(body: readonly Step[]): readonly Step[] {
  return stepsIn(body).flatMap((step) => {
    const call = callIn(step);
    const values = call === undefined ? valuesOf(step) : [call.callee, ...call.args];
    const literals = values
      .flatMap(partsOf)
      .flatMap((value) => (value.kind === 'function' ? value.func : []));
    return [step, ...literals.flatMap((literal) => stepsWithin(literal.body))];
  });
}
