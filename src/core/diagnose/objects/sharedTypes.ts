import type { Expr, Func } from '../../facts/code';
import type { GoType } from '../../facts/goType';
import type { Program } from '../../facts/program';

/** Maximum nesting of lists and maps that is followed to what they hold. */
const maxNesting = 4;

/** Whether a copy of a value of the type is the same lock, channel, context or function, or has the same ones in it. */
export function isShared(type: GoType, program: Program, nesting = 0): boolean {
  if (nesting > maxNesting) return false;
  if (type.kind === 'pointer') {
    const { elem } = type;
    return elem.kind === 'named' ? elem.pkg === 'sync' : isShared(elem, program, nesting + 1);
  }
  if (type.kind === 'named' && type.pkg === 'sync') return type.name === 'Locker';
  if (type.kind === 'named' && type.pkg === 'context') return true;
  const under = program.underlying(type);
  if (under.kind === 'chan' || under.kind === 'func') return true;
  if (under.kind === 'interface') return program.implementations.includesFunctions(under);
  return (under.kind === 'list' || under.kind === 'map') && isShared(under.elem, program, nesting + 1);
}

/** The type of what is in a list, map or channel; undefined for anything else. */
export function elementType(expr: Expr, func: Func, program: Program): GoType | undefined {
  const type = program.underlying(program.typeOf(expr, func));
  return type.kind === 'list' || type.kind === 'map' || type.kind === 'chan' ? type.elem : undefined;
}
