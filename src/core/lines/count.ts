/** The largest count of an entry, because the column has 32 bits. Line numbers are not larger either. */
export const maxCount = 0xffff_ffff;

/** Reads a count of any number of digits, at most 2^53-1, so that sums of counts are exact. */
export function readCount(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}

/** Reads a number of any number of digits, at most 2^32-1. */
export function cappedNumber(digits: string): number {
  return Math.min(Number(digits), maxCount);
}
