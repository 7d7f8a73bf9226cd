import { callIn } from '../../facts/calls';
import type { Call, Func } from '../../facts/code';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import type { InParts } from '../inParts';
import type { KeyOf } from './objectClasses';

/** A call of a function that is in a variable, field, list or map. */
export interface CallOfValue {
  readonly call: Call;
  readonly func: Func;
  /** Of what is called. */
  readonly key: string;
}

/** The calls of values in the program, which are few: looking for them again in each round would take long. */
export function* callsOfValues(program: Program, keyOf: KeyOf): InParts<readonly CallOfValue[]> {
  const calls: CallOfValue[] = [];
  for (const func of program.functions) {
    for (const step of stepsIn(func.body)) {
      const call = callIn(step);
      if (call === undefined || program.targets(call, func).length > 0) continue;
      const key = keyOf(call.callee, func);
      if (key !== undefined) calls.push({ call, func, key });
    }
    yield;
  }
  return calls;
}
