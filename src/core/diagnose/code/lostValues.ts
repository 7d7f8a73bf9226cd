import { partsOf } from '../../facts/calls';
import type { Expr, Func, Step } from '../../facts/code';
import { fieldOfKey, type GoType, unknownType } from '../../facts/goType';
import type { Program } from '../../facts/program';

/**
 * Values that a step that is no call puts where nobody knows who calls them, if they are functions: into an interface, a type
 * that was not read, or what other packages may use. Functions in variables, fields, lists, maps and channels are followed.
 *
 * @param closed packages that no other package can import
 */
export function lostValues(
  step: Step,
  func: Func,
  program: Program,
  closed: ReadonlySet<string>,
): readonly Expr[] {
  const isOpen = (name: string) => /^\p{Lu}/u.test(name) && !closed.has(func.pkg);
  const lost = (value: Expr, type: GoType, isShown: boolean): readonly Expr[] => {
    const converted = program.conversionIn(value, func);
    if (converted !== undefined) return lost(converted, type, isShown);
    const declared = program.underlying(type);
    const isFollowed =
      declared.kind === 'func' ||
      (declared.kind === 'interface' && program.implementations.includesFunctions(declared));
    if (value.kind !== 'value') return isShown || !isFollowed ? [value] : [];
    const own = program.underlying(value.type);
    if (own.kind === 'list' || own.kind === 'map')
      return value.fields.flatMap(([, each]) => lost(each, own.elem, isShown));
    if (own.kind !== 'struct') return partsOf(value);
    return value.fields.flatMap(([key, each]) => {
      const field = fieldOfKey(own.fields, key);
      return lost(each, field?.type ?? unknownType, isShown || isOpen(field?.name ?? ''));
    });
  };
  switch (step.kind) {
    case 'assign':
      return step.values.flatMap((value, index) => {
        const target = step.targets[index];
        if (target === undefined) return partsOf(value);
        const isField = target.kind === 'field' && isOpen(target.name);
        return lost(value, program.typeOf(target, func), isField);
      });
    case 'leave':
      // Results of functions in variables are not followed.
      return step.values.flatMap((value, index) =>
        lost(value, func.results[index] ?? unknownType, func.name === '' || isOpen(func.name)),
      );
    case 'send': {
      const channel = program.underlying(program.typeOf(step.channel, func));
      return lost(step.value, channel.kind === 'chan' ? channel.elem : unknownType, false);
    }
    default:
      return [];
  }
}
