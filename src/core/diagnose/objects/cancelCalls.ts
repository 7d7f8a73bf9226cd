import { callIn } from '../../facts/calls';
import type { Expr, Func, Step } from '../../facts/code';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import type { Contexts } from './contexts';
import type { KeyOf, ObjectClasses } from './objectClasses';

/** Marks the functions that cancel contexts and that some code may call. */
export function markCalled(program: Program, contexts: Contexts, classes: ObjectClasses, keyOf: KeyOf): void {
  const cancels = contexts.cancels;
  if (cancels.length === 0) return;
  const keys = classes.namesOf(cancels);
  const names = new Set(keys.map((key) => /[\p{L}\p{N}_]*$/u.exec(key)![0]));
  // What is neither a variable nor a field may be any of them.
  const mayCancel = (expr: Expr) =>
    expr.kind === 'name' || expr.kind === 'field' ? names.has(expr.name) : true;
  for (const func of program.functions) {
    for (const step of stepsIn(func.body)) {
      for (const each of calledOrGiven(step, func, program).filter(mayCancel)) {
        const key = keyOf(each, func);
        if (key !== undefined) contexts.markCalled(key);
      }
    }
  }
  for (const key of keys)
    if (classes.isServedOutside(key) || isUsedElsewhere(key, program)) contexts.markCalled(key);
}

/**
 * What is called or given to code that was not read: as an argument, as the result of an exported function, or in a value of
 * a type of such code.
 */
function calledOrGiven(step: Step, func: Func, program: Program): readonly Expr[] {
  const kept = (values: readonly Expr[]) => values.flatMap((value) => keptOutside(value, program));
  if (step.kind === 'assign') return kept(step.values);
  if (step.kind === 'leave')
    return [...(/^\p{Lu}/u.test(func.name) ? step.values : []), ...kept(step.values)];
  const call = callIn(step);
  if (call === undefined) return [];
  const isGiven = call.args.length > 0 && program.targets(call, func).length === 0;
  return [call.callee, ...(isGiven ? call.args : []), ...kept(call.args)];
}

/** What composite literals hold whose type was not read. */
function keptOutside(value: Expr, program: Program): readonly Expr[] {
  if (value.kind !== 'value') return [];
  const values = value.fields.map(([, field]) => field);
  const isUnread = program.underlying(value.type).kind === 'named';
  return [...(isUnread ? values : []), ...values.flatMap((inner) => keptOutside(inner, program))];
}

/** Whether code that was left out may use the field: of other packages, or of a file that has its name. */
function isUsedElsewhere(key: string, program: Program): boolean {
  const [, pkg, name] = /^(.*)\.\w+\.(\w+)$/.exec(key) ?? [];
  if (pkg === undefined || name === undefined) return false;
  return /^\p{Lu}/u.test(name) || program.package(pkg)?.isNamedInUnreadFile(name) === true;
}
