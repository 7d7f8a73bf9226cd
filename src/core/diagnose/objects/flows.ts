import { type Call, type Expr, type Func, initialValue, type Step, type Variable } from '../../facts/code';
import { fieldOfKey, type GoType, pointedTo } from '../../facts/goType';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import { callsOfValues } from './callsOfValues';
import { markCalled } from './cancelCalls';
import { ContextFlows } from './contextFlows';
import { contextFunction, type Contexts, isContext } from './contexts';
import type { InParts } from '../inParts';
import { type KeyOf, type ObjectClasses, resultKey } from './objectClasses';
import { outsideKeys } from './outsideKeys';
import { isInterface, markInInterface } from './interfaceValues';
import { elementType, isShared } from './sharedTypes';

/** Rounds in which functions that were passed on are followed: mostly, two or three change anything. */
const maxTurns = 16;

/**
 * Follows locks, channels, contexts and functions through variables, parameters, results, fields, and the lists, maps and
 * channels that they are put into: all code that may have an object has it by names of one class. Neither the order of
 * execution nor the instance of an owner counts.
 */
export class Flows {
  private readonly contextFlows: ContextFlows;

  constructor(
    private readonly program: Program,
    private readonly classes: ObjectClasses,
    private readonly contexts: Contexts,
    private readonly keyOf: KeyOf,
  ) {
    this.contextFlows = new ContextFlows(program, contexts, keyOf);
  }

  /** Reads all code of the program. */
  *addProgram(): InParts<void> {
    const all = this.program.functions;
    const passed = new Set<Func>();
    for (const func of all) {
      this.addFunction(func, passed);
      yield;
    }
    // Functions in variables and fields are known only now, and functions that are passed to these only after that.
    const calls = yield* callsOfValues(this.program, this.keyOf);
    for (let turn = 0, version = -1; turn < maxTurns && version !== this.classes.version; turn++) {
      version = this.classes.version;
      for (const { call, key, func } of calls) {
        const targets = this.classes.functionsOf(key);
        for (const target of targets) passed.add(target);
        this.addCall(call, targets, func);
        yield;
      }
    }
    for (const func of all) {
      for (const key of outsideKeys(func, this.program, this.classes, this.keyOf))
        this.classes.markServedOutside(key);
      if (!passed.has(func)) this.markUnpassed(func);
      yield;
    }
    this.contexts.markGlobal();
    markCalled(this.program, this.contexts, this.classes, this.keyOf);
  }

  private addFunction(func: Func, passed: Set<Func>): void {
    for (const variable of func.variables.values()) this.addVariable(variable, func);
    for (const step of stepsIn(func.body)) this.addStep(step, func, passed);
  }

  /** A variable that is set without an assignment: by a range loop or a type switch. */
  private addVariable({ name, value, part }: Variable, func: Func): void {
    const isAlias = part === 'value' && value?.asserted !== undefined;
    const isOfChannel = () => this.program.underlying(this.program.typeOf(value!, func)).kind === 'chan';
    if (value === undefined || !(isAlias || part === 'element' || (part === 'key' && isOfChannel()))) return;
    const of = this.keyOf(value, func);
    const own = this.keyOf({ kind: 'name', name }, func);
    if (own !== undefined && isAlias) this.classes.markInInterface(own);
    if (
      of === undefined ||
      own === undefined ||
      !(isAlias || this.carriesType(this.program.typeOf({ kind: 'name', name }, func)))
    )
      return;
    this.classes.union(own, isAlias ? of : this.classes.element(of));
  }

  private addStep(step: Step, func: Func, passed: Set<Func>): void {
    switch (step.kind) {
      case 'assign':
        step.targets.forEach((target, index) => {
          this.addAssignment(target, index, step.targets, step.values, func);
        });
        return;
      case 'send': {
        const channel = this.keyOf(step.channel, func);
        if (channel === undefined) this.addValue(step.value, func);
        else
          this.flow(
            () => this.classes.element(channel),
            step.value,
            func,
            elementType(step.channel, func, this.program),
          );
        return;
      }
      case 'leave':
        this.addReturn(step.values, func);
        return;
      case 'call':
      case 'go':
      case 'defer': {
        const targets = this.program.targets(step.call, func);
        for (const target of targets) passed.add(target);
        this.uniteResults(targets);
        this.addCall(step.call, targets, func);
        return;
      }
      default:
    }
  }

  /** A call through an interface returns what any of its methods does. */
  private uniteResults([first, ...others]: readonly Func[]): void {
    for (const other of others)
      first!.results.forEach((type, index) => {
        if (this.carriesType(type)) this.classes.union(resultKey(first!, index), resultKey(other, index));
      });
  }

  private addAssignment(
    target: Expr,
    index: number,
    targets: readonly Expr[],
    values: readonly Expr[],
    func: Func,
  ): void {
    const { value, part } = initialValue(values, targets.length, index);
    const isParallel = part === 'value';
    if (value === undefined) return;
    const own = this.keyOf(target, func);
    if (own === undefined) {
      this.addValue(value, func);
    } else if (value.kind === 'call' && !isParallel) {
      const made = contextFunction(value.call, func, this.program);
      if (made !== undefined && index === 0) this.contextFlows.add(made, own, targets[1], value.call, func);
      for (const each of made === undefined ? this.program.targets(value.call, func) : [])
        if (this.carriesType(each.results[index])) this.classes.union(own, resultKey(each, index));
    } else if (index === 0 || isParallel) {
      this.flow(() => own, value, func, this.program.typeOf(target, func));
    }
  }

  private addReturn(values: readonly Expr[], func: Func): void {
    const isBare = values.length === 0;
    const named = [...func.variables.keys()].map((name): Expr => ({ kind: 'name', name }));
    func.results.forEach((type, index) => {
      const value = isBare ? named[index] : values[index];
      if (value === undefined) return;
      const [only] = values;
      if (values.length === 1 && func.results.length > 1 && only?.kind === 'call') {
        for (const target of this.program.targets(only.call, func))
          if (this.carriesType(type)) this.classes.union(resultKey(func, index), resultKey(target, index));
      } else if (this.carriesType(type)) {
        this.flow(() => resultKey(func, index), value, func, type);
      } else {
        this.addValue(value, func);
      }
    });
  }

  private addCall({ callee, args }: Call, targets: readonly Func[], func: Func): void {
    for (const arg of args) this.addValue(arg, func);
    for (const target of targets) {
      if (callee.kind === 'field') this.addReceiver(target, callee.of, func);
      args.forEach((arg, index) => {
        const param = target.params[index] ?? target.params.at(-1);
        const own = param && param.name !== '_' && this.keyOf({ kind: 'name', name: param.name }, target);
        if (param === undefined || own === undefined || own === false) return;
        const { type } = param;
        const isLast = index >= target.params.length - 1;
        const isList = this.program.underlying(this.program.typeOf(arg, func)).kind === 'list';
        if (isLast && type.kind === 'list' && !isList)
          this.flow(() => this.classes.element(own), arg, func, type.elem); // one of many arguments
        else this.flow(() => own, arg, func, type);
      });
    }
  }

  /** The receiver of a method is what it is called on: it may itself be a channel, a function or a map of those. */
  private addReceiver(method: Func, value: Expr, func: Func): void {
    const { receiver } = method;
    if (receiver === undefined || receiver.name === '_' || !this.carriesType(receiver.type)) return;
    const own = this.keyOf({ kind: 'name', name: receiver.name }, method);
    if (own !== undefined) this.flow(() => own, value, func, receiver.type);
  }

  /** Code that was not read may pass anything. */
  private markUnpassed(func: Func): void {
    for (const { name, type } of func.params) {
      if (name === '_' || !this.carriesType(type)) continue;
      const key = this.keyOf({ kind: 'name', name }, func);
      if (key === undefined) continue;
      this.classes.markGlobal(key);
      if (isContext(type)) this.contexts.addUnknown(key);
    }
  }

  /**
   * Records that an object may be the value of an expression.
   *
   * @param own gives its key, for a value that matters
   * @param type declared for it, if there is one
   */
  private flow(own: () => string, value: Expr, func: Func, type?: GoType): void {
    if (value.kind === 'value') {
      this.addLiteral(own, value, func);
      return;
    }
    const functions = this.program.functionsNamed(value, func);
    if (functions.length > 0) {
      for (const each of functions) {
        this.classes.addFunction(own(), each);
        if (value.kind === 'field') this.addReceiver(each, value.of, func);
      }
      return;
    }
    if (value.kind === 'call' && value.call.callee.kind === 'name' && value.call.callee.name === 'append') {
      this.addAppended(own, value.call, func);
      return;
    }
    const converted = this.program.conversionIn(value, func);
    if (converted !== undefined) {
      this.flow(own, converted, func, this.program.typeOf(value, func));
      return;
    }
    if (value.kind === 'call' && contextFunction(value.call, func, this.program) !== undefined) {
      this.contextFlows.addResult(own(), value, func);
      return;
    }
    if (type !== undefined) markInInterface(value, func, type, this.program, this.classes, this.keyOf);
    if (!this.carriesType(this.program.typeOf(value, func)) && !this.carriesType(type)) return;
    const other = this.keyOf(value, func);
    if (other !== undefined) this.classes.union(own(), other);
    else if (isContext(type ?? this.program.typeOf(value, func))) {
      if (value.kind === 'call') this.contextFlows.addResult(own(), value, func);
      else this.contexts.addUnknown(own());
    }
  }

  private addAppended(own: () => string, { args }: Call, func: Func): void {
    const [list, ...added] = args;
    if (list === undefined) return;
    this.flow(own, list, func);
    for (const each of added) {
      const isList = this.program.underlying(this.program.typeOf(each, func)).kind === 'list';
      if (isList) this.flow(own, each, func);
      else this.flow(() => this.classes.element(own()), each, func, elementType(list, func, this.program));
    }
  }

  /** What a composite literal holds. */
  private addLiteral(own: () => string, value: Expr & { kind: 'value' }, func: Func): void {
    const type = this.program.underlying(value.type);
    if (type.kind === 'list' || type.kind === 'map') {
      for (const [, each] of value.fields)
        this.flow(() => this.classes.element(own()), each, func, type.elem);
    } else {
      this.addValue(value, func);
    }
  }

  /** The fields of a composite literal, wherever it goes. */
  private addValue(value: Expr, func: Func): void {
    if (value.kind !== 'value') return;
    const owner = pointedTo(value.type);
    const struct = this.program.underlying(owner);
    for (const [key, field] of value.fields) {
      const declared = struct.kind === 'struct' ? fieldOfKey(struct.fields, key) : undefined;
      if (declared === undefined || owner.kind !== 'named') {
        this.addValue(field, func);
        continue;
      }
      const fieldKey = `${owner.pkg}.${owner.name}.${declared.name}`;
      const own = () => {
        this.classes.markGlobal(fieldKey);
        return fieldKey;
      };
      if (field.kind === 'value' || this.carriesType(declared.type))
        this.flow(own, field, func, declared.type);
      else this.addValue(field, func);
    }
  }

  private carriesType(type: GoType | undefined): boolean {
    return type !== undefined && (isShared(type, this.program) || isInterface(type, this.program));
  }
}
