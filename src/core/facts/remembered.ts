import type { Func } from './code';

/**
 * What is known of parts of functions. Questions about code go function by function, so the parts of one are together: one
 * table of all parts would be too large for the processor's cache.
 */
export class ByPart<Part, Value> {
  private readonly functions = new Map<Func, Map<Part, Value>>();
  /** The function that was asked about last. */
  private last: Func | undefined;
  private partsOfLast = new Map<Part, Value>();

  /** The value for a part of a function, which `find` returns the first time. */
  get(func: Func, part: Part, find: () => Value): Value {
    const known = this.partsOf(func);
    const value = known.get(part);
    if (value !== undefined || known.has(part)) return value!;
    const found = find();
    known.set(part, found);
    return found;
  }

  private partsOf(func: Func): Map<Part, Value> {
    if (this.last === func) return this.partsOfLast;
    let parts = this.functions.get(func);
    if (parts === undefined) this.functions.set(func, (parts = new Map<Part, Value>()));
    this.last = func;
    this.partsOfLast = parts;
    return parts;
  }
}
