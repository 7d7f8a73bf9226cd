import type { Call, Expr, Func } from '../../facts/code';
import type { Program } from '../../facts/program';
import { contextFunction, type Contexts } from './contexts';
import type { KeyOf } from './objectClasses';

/** Says where contexts come from that calls of package context return. */
export class ContextFlows {
  constructor(
    private readonly program: Program,
    private readonly contexts: Contexts,
    private readonly keyOf: KeyOf,
  ) {}

  /** What a call of a function of package context returns: a context and, if it has one, the function that ends it. */
  add(name: string, own: string, cancel: Expr | undefined, { args }: Call, func: Func): void {
    const [parent] = args;
    const isKept = cancel?.kind === 'name' ? cancel.name !== '_' : cancel !== undefined;
    // A cancel function without a name may be anywhere.
    const named = isKept ? this.keyOf(cancel!, func) : undefined;
    const cancelKey = isKept ? (named ?? `${own}.cancel`) : undefined;
    if (isKept && named === undefined) this.contexts.markCalled(cancelKey!);
    let parentKey = parent && this.keyOf(parent, func);
    if (parentKey === undefined && parent?.kind === 'call') {
      parentKey = `${own}.parent`;
      this.addResult(parentKey, parent, func);
    }
    this.contexts.add(name, own, cancelKey, parentKey);
  }

  /** A context that is the result of a call with one result. */
  addResult(own: string, { call }: Expr & { kind: 'call' }, func: Func): void {
    const name = contextFunction(call, func, this.program);
    if (name === undefined) this.contexts.addUnknown(own);
    else this.add(name, own, undefined, call, func);
  }
}
