import type { Call, Expr, Func } from '../../facts/code';
import { methodCall } from '../../facts/methodValue';
import type { Program } from '../../facts/program';
import { syncCall } from '../../facts/syncCalls';
import type { SyncOperation } from '../../facts/syncTypes';
import type { Identities, Resource } from '../objects/identity';

export interface CodeContext {
  readonly program: Program;
  readonly identities: Identities;
}

/** A call of a method of package sync, or of a package like it. */
export interface Operation {
  readonly operation: SyncOperation;
  /** As the code writes it. */
  readonly object: Expr;
  /** Undefined for a value without a lasting name. */
  readonly resource: Resource | undefined;
}

/** The functions that a call may run, including those that variables and fields are set to. */
export function calleesOf(call: Call, func: Func, { program, identities }: CodeContext): readonly Func[] {
  const declared = program.targets(call, func);
  return declared.length > 0 ? declared : identities.functionsIn(call.callee, func);
}

/** The operation of a call, perhaps by a method value: `unlock := mu.Unlock`, and then `unlock()`. */
export function operationOf(call: Call, func: Func, context: CodeContext): Operation | undefined {
  const { program, identities } = context;
  const own = syncCall(call, func, program);
  if (own !== undefined) return { ...own, resource: identities.resource(own.object, func) };
  const [value, ...others] = calleesOf(call, func, context);
  const inner = value && others.length === 0 ? methodCall(value) : undefined;
  const outer = value?.outer;
  if (inner === undefined || outer === undefined) return undefined;
  const sync = syncCall(inner, outer, program);
  const resource = sync && identities.resource(sync.object, outer);
  if (sync === undefined || resource === undefined) return undefined;
  return { ...sync, resource: isVisible(outer, func) ? resource : withoutOwner(resource) };
}

/** Whether names of one function mean the same in the other one. */
function isVisible(outer: Func, func: Func): boolean {
  return outer === func || (func.outer !== undefined && isVisible(outer, func.outer));
}

/** The resource in code that has none of the variables in its name. */
function withoutOwner(resource: Resource): Resource {
  return { ...resource, field: undefined, local: undefined };
}
