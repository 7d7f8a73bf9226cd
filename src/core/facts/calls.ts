import { type Call, covers, type Expr, type Func, type Step } from './code';
import { stepsIn } from './steps';

/** The call of a step: of a call itself, and of a `go` or `defer` statement. */
export function callIn(step: Step): Call | undefined {
  return step.kind === 'call' || step.kind === 'go' || step.kind === 'defer' ? step.call : undefined;
}

/** The name of the function as the call writes it; undefined for a literal or the result of another call. */
export function calledName({ callee }: Call): string | undefined {
  return callee.kind === 'field' || callee.kind === 'name' ? callee.name : undefined;
}

/** The first call at a line of the code that may call the function. */
export function callOf(called: Func, { body }: Func, line: number): Call | undefined {
  for (const step of stepsIn(body)) {
    if (step.kind !== 'call' || !covers(step, line)) continue;
    const name = step.call.callee.kind === 'function' ? '' : calledName(step.call);
    if (name === called.name) return step.call;
  }
  return undefined;
}

/** What a call passes for a receiver or parameter of the function that it calls. */
export function argumentFor(
  name: string,
  { callee, args }: Call,
  { receiver, params }: Func,
): Expr | undefined {
  if (receiver?.name !== name) return args[params.findIndex((param) => param.name === name)];
  return callee.kind === 'field' ? callee.of : undefined;
}

/** The values that a step passes on to variables, callers, goroutines and functions, directly or in composite literals. */
export function passedValues(step: Step): readonly Expr[] {
  return partsOfAll(callIn(step)?.args ?? valuesOf(step));
}

/** The values that a step other than a call passes on: to variables and fields, over channels, to the caller. */
export function valuesOf(step: Step): readonly Expr[] {
  switch (step.kind) {
    case 'assign':
    case 'leave':
      return step.values;
    case 'send':
      return [step.value];
    default:
      return [];
  }
}

/** The parts of the values, which mostly are the values themselves. */
export function partsOfAll(values: readonly Expr[]): readonly Expr[] {
  return values.some(({ kind }) => kind === 'value') ? values.flatMap(partsOf) : values;
}

/** The value itself, or those that a composite literal holds. */
export function partsOf(value: Expr): readonly Expr[] {
  return value.kind === 'value' ? value.fields.flatMap(([, part]) => partsOf(part)) : [value];
}
