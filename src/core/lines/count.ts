/** Maximum count of an entry, and maximum line number: the columns have 32 bits. */
export const maxCount = 0xffff_ffff;

/** Reads a count with any number of digits. The result is at most 2^53-1, so that sums of counts are exact. */
export function readCount(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}

/** Reads a number with any number of digits. The result is at most 2^32-1. */
export function cappedNumber(digits: string): number {
  return Math.min(Number(digits), maxCount);
}
