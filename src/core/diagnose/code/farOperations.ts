import type { Func } from '../../facts/code';
import { stepsIn } from '../../facts/steps';
import type { CallGraph } from './callGraph';
import type { Fresh } from '../objects/fresh';
import { addOperation, type OperationMap, type OperationObject, type StepOperations } from './stepOperations';

/** What functions come to through any number of calls, whichever objects that is on. */
export class FarOperations {
  private readonly known = new Map<Func, OperationMap>();
  private readonly own = new Map<Func, OperationMap>();

  constructor(
    private readonly calls: CallGraph,
    private readonly ofStep: StepOperations,
    private readonly fresh: Fresh,
  ) {}

  operationsFrom(func: Func): OperationMap {
    let known = this.known.get(func);
    if (known === undefined) this.known.set(func, (known = this.find(func)));
    return known;
  }

  private find(func: Func): OperationMap {
    const all = new Map<string, OperationObject>();
    const reached = this.calls.functionsFrom(func);
    for (const each of reached)
      for (const [operation, object] of this.ownOf(each)) addOperation(all, operation, object);
    // Each of the calls has its own variables.
    for (const [operation, { owner }] of all)
      if (owner !== undefined && reached.has(owner)) all.delete(operation);
    return all;
  }

  /** The operations of a function itself on what existed before it was called. */
  private ownOf(func: Func): OperationMap {
    let own = this.own.get(func);
    if (own === undefined) this.own.set(func, (own = this.findOwn(func)));
    return own;
  }

  private findOwn(func: Func): OperationMap {
    const all = new Map<string, OperationObject>();
    for (const step of stepsIn(func.body)) {
      for (const [operation, { owner, names }] of this.ofStep.of(step, func)) {
        const isFresh = names?.every((name) => this.fresh.isMadeAfter(name, func, 0)) === true;
        if (!isFresh) addOperation(all, operation, { owner, names: undefined });
      }
    }
    return all;
  }
}
