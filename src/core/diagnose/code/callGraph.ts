import { callIn } from '../../facts/calls';
import type { Func } from '../../facts/code';
import { stepsIn } from '../../facts/steps';
import type { CodeContext } from './callees';
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
