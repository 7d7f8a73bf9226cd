import type { Expr, Func } from '../../facts/code';
import { type GoType, pointedTo } from '../../facts/goType';
import type { Program } from '../../facts/program';
import type { KeyOf, ObjectClasses } from './objectClasses';
import { isShared } from './sharedTypes';

/** Whether a value of the type may be one of many types, so that it is not followed to where it is used. */
export function isInterface(type: GoType, program: Program): boolean {
  if (type.kind === 'named' && type.pkg === '') return type.name === 'any';
  return program.underlying(type).kind === 'interface';
}

/** Says that code which is not known may have the value's lock or channel, if `type`, which it becomes, is an interface. */
export function markInInterface(
  value: Expr,
  func: Func,
  type: GoType,
  program: Program,
  classes: ObjectClasses,
  keyOf: KeyOf,
): void {
  const isLocker = type.kind === 'named' && type.pkg === 'sync' && type.name === 'Locker';
  if (!isLocker && !isInterface(type, program)) return;
  const own = program.typeOf(value, func);
  const object = pointedTo(own);
  const isOfSync = object.kind === 'named' && object.pkg === 'sync';
  const key = isOfSync || isShared(own, program) ? keyOf(value, func) : undefined;
  if (key !== undefined && !isLocker) {
    classes.markInInterface(key);
    const { kind } = program.underlying(own);
    if (kind === 'list' || kind === 'map') classes.markInInterface(classes.element(key));
  }
  const lock = isLocker || hasUnlock(type, program) ? program.embeddedLock(own) : undefined;
  const embedded = lock && keyOf({ kind: 'field', of: value, name: lock }, func);
  if (embedded !== undefined) classes.markInInterface(embedded);
}

function hasUnlock(type: GoType, program: Program): boolean {
  const under = program.underlying(type);
  return under.kind === 'interface' && under.methods.some(({ name }) => name === 'Unlock');
}
