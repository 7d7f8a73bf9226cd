import { covers, type Expr, type Func, type Step } from '../../facts/code';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import { syncCall } from '../../facts/syncCalls';

/** A call that runs something once. */
interface OnceCall {
  readonly step: Step;
  /** The Once, or the function that sync.OnceFunc, OnceValue or OnceValues has made. */
  readonly object: Expr;
}

/** The call at a one-based line where code waits for a Once, or runs its function. */
export function onceCall(func: Func, line: number, program: Program): OnceCall | undefined {
  let made: OnceCall | undefined;
  for (const step of stepsIn(func.body)) {
    if (step.kind !== 'call' || !covers(step, line)) continue;
    const sync = syncCall(step.call, func, program);
    if (sync?.operation === 'once') return { step, object: sync.object };
    const { callee } = step.call;
    const isValue = callee.kind === 'name' || callee.kind === 'field';
    if (!isValue || sync !== undefined || program.targets(step.call, func).length > 0) continue;
    made ??= { step, object: callee };
  }
  return made;
}
