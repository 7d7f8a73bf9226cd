import { argumentFor } from '../facts/calls';
import { type Call, exprText, type Func } from '../facts/code';
import type { Resource } from './identity';

/** A lock that code has acquired and not released. */
export interface Hold {
  readonly resource: Resource;
  readonly mode: 'read' | 'write';
  /** Where it was acquired. */
  readonly uri: string;
  /** One-based. */
  readonly line: number;
  readonly func: Func;
  /** The function that took it for this one and has returned; `line` is one-based. Undefined if this one took it. */
  readonly takenBy: { readonly func: Func; readonly line: number } | undefined;
  /** Whether it is held on every path to the place, not only on some. */
  readonly isCertain: boolean;
  /** Whether a `defer` releases it when the function returns. */
  readonly isDeferred: boolean;
}

/**
 * What is held at a place, by lock and mode. `released` are the caller's locks that the function has released, and whether
 * it has done so on every path; `deferred` are those that it releases when it returns.
 */
export interface Held {
  readonly holds: ReadonlyMap<string, Hold>;
  readonly released: ReadonlyMap<string, boolean>;
  readonly deferred: ReadonlySet<string>;
}

export const nothingHeld: Held = { holds: new Map(), released: new Map(), deferred: new Set() };

/** The state after a lock is released. */
export function released(held: Held, key: string, isCertain: boolean): Held {
  const hold = held.holds.get(key);
  if (hold === undefined) {
    const all = new Map(held.released);
    all.set(key, isCertain);
    return { ...held, released: all };
  }
  const holds = new Map(held.holds);
  if (isCertain) holds.delete(key);
  else holds.set(key, { ...hold, isCertain: false });
  return { ...held, holds };
}

/** Whether both hold the same locks with the same certainty. */
export function isSame(one: Held, other: Held): boolean {
  if (one.holds.size !== other.holds.size || one.deferred.size !== other.deferred.size) return false;
  if (one.released.size !== other.released.size) return false;
  return [...one.holds].every(([key, { isCertain }]) => other.holds.get(key)?.isCertain === isCertain);
}

/** What is held where two paths meet. */
export function joined(one: Held | undefined, other: Held | undefined): Held | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const holds = new Map<string, Hold>();
  for (const [key, hold] of one.holds) {
    const there = other.holds.get(key);
    holds.set(key, {
      ...hold,
      isCertain: hold.isCertain && there?.isCertain === true,
      isDeferred: hold.isDeferred && there?.isDeferred !== false,
    });
  }
  for (const [key, hold] of other.holds) if (!holds.has(key)) holds.set(key, { ...hold, isCertain: false });
  const released = new Map<string, boolean>();
  for (const [key, isCertain] of one.released)
    released.set(key, isCertain && other.released.get(key) === true);
  for (const key of other.released.keys()) if (!released.has(key)) released.set(key, false);
  return { holds, released, deferred: new Set([...one.deferred, ...other.deferred]) };
}

/** The caller's name for a lock of the receiver or of a parameter of the called function. */
export function asCalled(resource: Resource, call: Call, called: Func): Resource {
  const { field } = resource;
  if (field?.root.kind !== 'name') return resource;
  const passed = argumentFor(field.root.name, call, called);
  if (passed === undefined) return resource;
  const path = field.path.map((each) => each.name).join('.');
  return { ...resource, text: `${exprText(passed)}.${path}`, field: { ...field, root: passed } };
}
