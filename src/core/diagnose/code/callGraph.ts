import { appendTo } from '../../bytes/appendTo';
import { callIn } from '../../facts/calls';
import type { Func } from '../../facts/code';
import { stepsIn } from '../../facts/steps';
import type { CodeContext } from './callees';
import type { InParts } from '../inParts';
import { functionsRunBy } from './stepOperations';

/** Which functions call which. */
export class CallGraph {
  private readonly called = new Map<Func, readonly Func[]>();

  constructor(private readonly context: CodeContext) {}

  /** The function itself, and all that it comes to through any number of calls. */
  functionsFrom(func: Func): ReadonlySet<Func> {
    const reached = new Set([func]);
    for (const each of reached) for (const target of this.calledBy(each)) reached.add(target);
    return reached;
  }

  /** The functions that come to none of the others, however many calls that takes. */
  *without(functions: readonly Func[], others: ReadonlySet<Func>): InParts<ReadonlySet<Func>> {
    const rest = new Set(functions);
    const callers = new Map<Func, Func[]>();
    const reaching = new Set(others);
    for (const func of functions) {
      for (const target of this.calledBy(func)) {
        if (rest.has(target)) appendTo(callers, target, func);
        else reaching.add(func); // a method value, whose code is not among the functions
      }
      yield;
    }
    for (const each of reaching) {
      rest.delete(each);
      for (const caller of callers.get(each) ?? []) reaching.add(caller);
    }
    return rest;
  }

  private calledBy(func: Func): readonly Func[] {
    let known = this.called.get(func);
    if (known === undefined) {
      const all = stepsIn(func.body).flatMap((step) => {
        const call = callIn(step);
        return call === undefined ? [] : functionsRunBy(call, func, this.context);
      });
      this.called.set(func, (known = [...new Set(all)]));
    }
    return known;
  }
}
