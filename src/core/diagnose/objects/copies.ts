import type { Expr, Func, Variable } from '../../facts/code';
import type { Program } from '../../facts/program';
import type { Resource } from './identity';

/**
 * Whether code names a lock in its own copy of a struct: of a receiver, a parameter, an element or a variable that has the
 * struct by value. Nobody else has that lock.
 */
export function isInCopy({ field }: Resource, func: Func, program: Program): boolean {
  if (field?.root.kind !== 'name') return false;
  if (field.path.some(({ type }) => type.kind === 'pointer')) return false;
  const variable = ownVariable(field.root.name, func);
  if (variable === undefined || !isCopied(variable, func)) return false;
  const type = program.typeOf(field.root, func);
  return type.kind === 'named' && program.underlying(type).kind === 'struct';
}

function ownVariable(name: string, { variables, params, receiver }: Func): Variable | undefined {
  const param = params.find((each) => each.name === name);
  return variables.get(name) ?? param ?? (receiver?.name === name ? receiver : undefined);
}

function isCopied(variable: Variable, { params, receiver }: Func): boolean {
  const { value, part } = variable;
  if (variable === receiver || params.includes(variable)) return true;
  if (part === 'element') return true;
  return part === 'value' && value !== undefined && isOther(value);
}

/** Whether the value is what a field or an element has. Of a variable, it may be a pointer to what a literal has made. */
function isOther({ kind, isAddress }: Expr): boolean {
  return isAddress !== true && (kind === 'field' || kind === 'index' || kind === 'receive');
}
