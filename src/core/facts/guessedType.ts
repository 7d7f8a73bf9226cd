import type { Expr, Func } from './code';
import { type GoType, unknownType } from './goType';

/** What has to be known of the program around an expression. */
export interface TypedFields {
  typeOf(expr: Expr, func: Func): GoType;
  variable(name: string, func: Func): object | undefined;
  package(id: string): { typesWithField(field: string): ReadonlySet<string> } | undefined;
  fieldIn(type: GoType, name: string): { readonly type: GoType } | undefined;
}

/** The type of a field of a value of unknown type, if only one type of the package has a field of the name. */
export function guessedType(
  { of, name }: Expr & { kind: 'field' },
  func: Func,
  program: TypedFields,
): GoType {
  const isPackage = of.kind === 'name' && program.variable(of.name, func) === undefined;
  const owners = isPackage ? undefined : program.package(func.pkg)?.typesWithField(name);
  if (owners?.size !== 1 || program.typeOf(of, func).kind !== 'unknown') return unknownType;
  const [owner] = owners;
  return program.fieldIn({ kind: 'named', pkg: func.pkg, name: owner! }, name)!.type;
}
