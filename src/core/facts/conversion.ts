import type { Call, Func } from './code';
import type { GoType } from './goType';

/** What reading a call needs to know of the program around it. */
interface Surroundings {
  package(id: string): { type(name: string): GoType | undefined } | undefined;
  importOf(name: string, func: Func): string | undefined;
}

/** The type of a conversion to a type that was read, which is written as a call; undefined for a real call. */
export function conversion({ callee }: Call, func: Func, program: Surroundings): GoType | undefined {
  if (callee.kind !== 'name' && callee.kind !== 'field') return undefined;
  const of = callee.kind === 'field' && callee.of.kind === 'name' ? callee.of.name : '';
  const pkg = callee.kind === 'name' ? func.pkg : program.importOf(of, func);
  if (pkg === undefined || program.package(pkg)?.type(callee.name) === undefined) return undefined;
  return { kind: 'named', pkg, name: callee.name };
}
