import type { Func, Variable } from './code';
import type { PackageVariable } from './goFile';

/** A variable that a name refers to. */
export interface FoundVariable {
  readonly variable: Variable;
  /** Undefined for a variable of the package. */
  readonly owner: Func | undefined;
  /** Where its initial value is written. */
  readonly scope: Func;
}

/** Resolves a name in a function to a variable of its own, of a function around it, or of the package. */
export function findVariable(
  name: string,
  func: Func,
  ofPackage: (name: string) => PackageVariable | undefined,
): FoundVariable | undefined {
  for (let owner: Func | undefined = func; owner !== undefined; owner = owner.outer) {
    const variable =
      owner.variables.get(name) ??
      owner.params.find((param) => param.name === name) ??
      (owner.receiver?.name === name ? owner.receiver : undefined);
    if (variable !== undefined) return { variable, owner, scope: owner };
  }
  const variable = ofPackage(name);
  return variable && { variable, owner: undefined, scope: variable.init ?? func };
}
