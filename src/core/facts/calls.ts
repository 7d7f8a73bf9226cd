import { type Call, covers, type Expr, type Func } from './code';
import { stepsIn } from './steps';

/** The name by which a call names its function; undefined for a literal and for the result of another call. */
export function calledName({ callee }: Call): string | undefined {
  return callee.kind === 'field' || callee.kind === 'name' ? callee.name : undefined;
}

/** The first call at a line of the code that may be of the function. */
export function callOf(called: Func, { body }: Func, line: number): Call | undefined {
  for (const step of stepsIn(body)) {
    if (step.kind !== 'call' || !covers(step, line)) continue;
    const name = step.call.callee.kind === 'function' ? '' : calledName(step.call);
    if (name === called.name) return step.call;
  }
  return undefined;
}

/** What a call passes for a receiver or parameter of the function. */
export function argumentFor(
  name: string,
  { callee, args }: Call,
  { receiver, params }: Func,
): Expr | undefined {
  if (receiver?.name !== name) return args[params.findIndex((param) => param.name === name)];
  return callee.kind === 'field' ? callee.of : undefined;
}
