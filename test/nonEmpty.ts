import assert from 'node:assert/strict';

/**
 * The list itself, after it is asserted to have elements: a loop over no answers asserts nothing.
 *
 * @param what the elements, for the message
 */
export function nonEmpty<T>(list: readonly T[] | null | undefined, what: string): readonly T[] {
  assert.ok(list !== null && list !== undefined && list.length > 0, `There are no ${what}.`);
  return list;
}
