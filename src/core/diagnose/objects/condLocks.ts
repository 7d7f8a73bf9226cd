import type { Expr, Func } from '../../facts/code';
import { callIn, valuesOf } from '../../facts/calls';
import { type GoType, pointedTo } from '../../facts/goType';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import type { InParts } from '../inParts';
import { type KeyOf, type ObjectClasses, resultKey } from './objectClasses';

/** Whether a field is the lock of a sync.Cond, which stands for its element among the classes. */
export function isCondLock({ of, name }: Expr & { kind: 'field' }, func: Func, program: Program): boolean {
  if (name !== 'L') return false;
  return isCond(pointedTo(program.typeOf(of, func)));
}

function isCond(type: GoType): boolean {
  return type.kind === 'named' && type.pkg === 'sync' && type.name === 'Cond';
}

/** Records the lock of each Cond, from `sync.NewCond(&mu)` and `sync.Cond{L: &mu}`. */
export function* addCondLocks(program: Program, classes: ObjectClasses, keyOf: KeyOf): InParts<void> {
  const add = (ownKey: () => string | undefined, value: Expr | undefined, func: Func) => {
    const lock = value && lockIn(value, func, program);
    const key = lock && keyOf(lock, func);
    const own = key === undefined ? undefined : ownKey();
    if (own !== undefined) classes.union(classes.element(own), key!);
  };
  const addFields = (value: Expr, func: Func) => {
    if (value.kind !== 'value') return;
    const { type } = value;
    for (const [name, field] of value.fields) {
      if (type.kind === 'named') add(() => `${type.pkg}.${type.name}.${name}`, field, func);
      addFields(field, func);
    }
  };
  for (const { functions } of program.all) {
    for (const func of functions) {
      for (const step of stepsIn(func.body)) {
        if (step.kind === 'assign') {
          for (const [index, target] of step.targets.entries())
            add(() => keyOf(target, func), step.values[index], func);
        }
        if (step.kind === 'leave') {
          for (const [index, value] of step.values.entries()) add(() => resultKey(func, index), value, func);
        }
        for (const value of callIn(step)?.args ?? valuesOf(step)) addFields(value, func);
      }
      yield;
    }
  }
}

/** The lock of a Cond that an expression makes. */
function lockIn(value: Expr, func: Func, program: Program): Expr | undefined {
  if (value.kind === 'value') {
    return isCond(value.type) ? value.fields.find(([name]) => name === 'L')?.[1] : undefined;
  }
  if (value.kind !== 'call') return undefined;
  const { callee, args } = value.call;
  const isNewCond = callee.kind === 'field' && callee.name === 'NewCond' && callee.of.kind === 'name';
  return isNewCond && program.importOf(callee.of.name, func) === 'sync' ? args[0] : undefined;
}
