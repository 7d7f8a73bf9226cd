/**
 * The last index below `length` for which `holds` is true; -1 if there is none. A binary search: `holds` must be true
 * for all indices up to the result, and false for all after it.
 */
export function lastIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
