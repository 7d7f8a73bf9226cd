import type { SyncOperation } from '../../facts/syncTypes';
import { argumentFor } from '../../facts/calls';
import { type Call, exprText, type Func } from '../../facts/code';
import type { Resource } from '../objects/identity';

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
  /**
   * One-based line where code has copied the struct that the lock is in, which copies its state; undefined for the lock
   * itself.
   */
  readonly copiedAt: number | undefined;
  /** Whether it is held on every path to the place, not only on some. */
  readonly isCertain: boolean;
  /** Whether a `defer` releases it when the function returns. */
  readonly isDeferred: boolean;
}

/** A lock in one mode, by the name that code has for it. */
export type NamedLock = Pick<Hold, 'resource' | 'mode'>;

/** A lock of the caller that a function has released. */
export interface Release extends NamedLock {
  /** Whether it has done so on every path. */
  readonly isCertain: boolean;
}

/**
 * What is held at a place, by lock, mode and name. `released` are the caller's locks that the function has released;
 * `deferred` are those that it releases when it returns.
 */
export interface Held {
  readonly holds: ReadonlyMap<string, Hold>;
  readonly released: ReadonlyMap<string, Release>;
  readonly deferred: ReadonlyMap<string, NamedLock>;
}

export const nothingHeld: Held = { holds: new Map(), released: new Map(), deferred: new Map() };

/** The key of a lock in one mode, whichever instance it is. */
export function lockKey({ resource, mode }: NamedLock): string {
  return `${resource.key} ${mode}`;
}

/** The key of a lock by one name: two names may be two instances. */
export function nameKey(lock: NamedLock): string {
  return `${lockKey(lock)} ${lock.resource.text}`;
}

/** The entry of this name or, if there is none, those of other names for what may be the same lock. */
function entriesOf<Lock extends NamedLock>(
  locks: ReadonlyMap<string, Lock>,
  lock: NamedLock,
): readonly (readonly [string, Lock])[] {
  const key = nameKey(lock);
  const own = locks.get(key);
  if (own !== undefined) return [[key, own]];
  return [...locks].filter(([, other]) => lockKey(other) === lockKey(lock));
}

/** Whether one of the locks is, or may be, the same. */
export function isAmong(locks: ReadonlyMap<string, NamedLock>, lock: NamedLock): boolean {
  return entriesOf(locks, lock).length > 0;
}

/** The state after a lock is acquired. */
export function acquired(held: Held, hold: Omit<Hold, 'isDeferred'>): Held {
  const holds = new Map(held.holds);
  holds.set(nameKey(hold), { ...hold, isDeferred: isAmong(held.deferred, hold) });
  return { ...held, holds };
}

/** The state after a lock is released. */
export function released(held: Held, lock: Release): Held {
  const own = entriesOf(held.holds, lock);
  if (own.length === 0) {
    const { resource, mode, isCertain } = lock;
    const all = new Map(held.released);
    all.set(nameKey(lock), { resource, mode, isCertain });
    return { ...held, released: all };
  }
  const holds = new Map(held.holds);
  for (const [key, hold] of own) {
    if (lock.isCertain && own.length === 1) holds.delete(key);
    else holds.set(key, { ...hold, isCertain: false });
  }
  return { ...held, holds };
}

/** The state after the release of locks was deferred. */
export function deferred(held: Held, locks: readonly NamedLock[]): Held {
  const all = new Map(held.deferred);
  const holds = new Map(held.holds);
  for (const lock of locks) {
    all.set(nameKey(lock), lock);
    for (const [key, hold] of entriesOf(holds, lock)) holds.set(key, { ...hold, isDeferred: true });
  }
  return { ...held, holds, deferred: all };
}

/**
 * The state after a variable is set: the locks of its object have that variable's name, those of its last object have
 * none.
 */
export function renamed(held: Held, name: string, value: string | undefined): Held {
  const isOf = (hold: Hold, variable: string | undefined) => rootName(hold.resource.text) === variable;
  const isNamed = [...held.holds.values()].some((hold) => isOf(hold, name) || isOf(hold, value));
  if (name === value || !isNamed) return held;
  const holds = new Map<string, Hold>();
  for (const [key, hold] of held.holds) {
    if (isOf(hold, name)) {
      holds.set(`${key} before`, hold);
    } else if (value === undefined || !isOf(hold, value)) {
      holds.set(key, hold);
    } else {
      const moved = { ...hold, resource: withRoot(hold.resource, value, name) };
      holds.set(nameKey(moved), moved);
    }
  }
  return { ...held, holds };
}

/** The state after a struct is copied to a variable at a one-based line: the copies of its locks are held too. */
export function copied(held: Held, name: string, value: string, line: number): Held {
  const own = [...held.holds.values()].filter(
    ({ resource: { text, field } }) =>
      rootName(text) === value && field?.path.every(({ type }) => type.kind !== 'pointer') === true,
  );
  if (own.length === 0) return held;
  const holds = new Map(held.holds);
  for (const hold of own) {
    const resource = withRoot(hold.resource, value, name);
    const copy: Hold = { ...hold, resource, copiedAt: line, isDeferred: false };
    holds.set(nameKey(copy), copy);
  }
  return { ...held, holds };
}

/** The state after a lock is overwritten by a new one. */
export function overwritten(held: Held, text: string): Held {
  const holds = [...held.holds].filter(
    ([, { resource, copiedAt }]) => copiedAt === undefined || resource.text !== text,
  );
  return holds.length === held.holds.size ? held : { ...held, holds: new Map(holds) };
}

function rootName(text: string): string {
  return /^[\p{L}\p{N}_]*/u.exec(text)![0];
}

function withRoot(resource: Resource, old: string, name: string): Resource {
  const { text, field } = resource;
  const isRoot = field?.root.kind === 'name';
  return {
    ...resource,
    text: `${name}${text.slice(old.length)}`,
    field: isRoot ? { ...field, root: { kind: 'name', name } } : field,
  };
}

/** Whether both hold the same locks with the same certainty. */
export function isSame(one: Held, other: Held): boolean {
  if (one.holds.size !== other.holds.size || one.deferred.size !== other.deferred.size) return false;
  if (one.released.size !== other.released.size) return false;
  return [...one.holds].every(([key, { isCertain }]) => other.holds.get(key)?.isCertain === isCertain);
}

/** The state where two paths meet. */
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
  const released = new Map<string, Release>();
  for (const [key, lock] of one.released)
    released.set(key, { ...lock, isCertain: lock.isCertain && other.released.get(key)?.isCertain === true });
  for (const [key, lock] of other.released)
    if (!released.has(key)) released.set(key, { ...lock, isCertain: false });
  return { holds, released, deferred: new Map([...one.deferred, ...other.deferred]) };
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

/** The mode of the lock that an operation releases; undefined for one that releases none. */
export function releasedMode(operation: SyncOperation): Hold['mode'] | undefined {
  if (operation === 'unlock') return 'write';
  return operation === 'runlock' ? 'read' : undefined;
}
