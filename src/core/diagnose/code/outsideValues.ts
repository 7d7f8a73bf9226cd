import { callIn, valuesOf } from '../../facts/calls';
import type { Expr, Func, Step } from '../../facts/code';
import type { GoType } from '../../facts/goType';
import type { Program } from '../../facts/program';

/** The values of a step that go into fields of types which were not read, such as a server's. */
export function valuesOutside(step: Step, func: Func, program: Program): readonly Expr[] {
  const isUnread = (type: GoType) => {
    const under = program.underlying(type);
    return under.kind === 'named' && under.pkg !== '';
  };
  const inside = (value: Expr): readonly Expr[] => {
    if (value.kind !== 'value') return [];
    const fields = value.fields.map(([, field]) => field);
    return isUnread(value.type) ? fields : fields.flatMap(inside);
  };
  const passed = (callIn(step)?.args ?? valuesOf(step)).flatMap(inside);
  if (step.kind !== 'assign') return passed;
  const assigned = step.targets.flatMap((target, index) =>
    target.kind === 'field' && isUnread(program.typeOf(target.of, func)) ? (step.values[index] ?? []) : [],
  );
  return [...passed, ...assigned];
}
