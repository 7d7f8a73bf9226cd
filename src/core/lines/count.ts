/** The largest count of an entry, whose column has 32 bits. No line number is larger, either. */
export const largestCount = 0xffff_ffff;

/** The count of a run of digits of any length, at most 2^53-1, so that a sum of counts is exact. */
export function readCount(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}

/** The number of a run of digits of any length, at most 2^32-1. */
export function cappedNumber(digits: string): number {
  return Math.min(Number(digits), largestCount);
}
