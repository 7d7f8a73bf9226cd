import type { Func } from './code';

/**
 * What is known of parts of functions, each of one function. Several may ask for a part that is in none, such as the value of
 * a package's variable; the last one counts.
 */
export type ByPart<Part, Value> = Map<Part, { readonly func: Func; readonly value: Value }>;

/** The value for a part of a function, which `find` returns the first time. */
export function remembered<Part, Value>(
  all: ByPart<Part, Value>,
  func: Func,
  part: Part,
  find: () => Value,
): Value {
  const known = all.get(part);
  if (known?.func === func) return known.value;
  const value = find();
  all.set(part, { func, value });
  return value;
}
