import { folderOf } from '../go/paths';
import type { Func } from './code';
import type { Program } from './program';
import { stepsIn } from './steps';

/**
 * The function that a goroutine is about to begin, if the wrapper of its `go` statement is all that it is in. The compiler
 * makes `gowrap1` since Go 1.22. Undefined if the statement may start one of several functions.
 *
 * @param line one-based, of the `go` statement
 */
export function startedFunction(
  program: Program,
  uri: string,
  line: number,
  symbol: string,
): Func | undefined {
  if (!/\.gowrap\d+$/.test(symbol)) return undefined;
  const functions = program.package(folderOf(uri))?.file(uri)?.functions ?? [];
  const started = functions.flatMap((func) =>
    stepsIn(func.body).flatMap((step) =>
      step.kind === 'go' && step.line <= line && line <= step.endLine
        ? [program.targets(step.call, func)]
        : [],
    ),
  );
  const [only, ...others] = started.flat();
  return others.length === 0 ? only : undefined;
}
