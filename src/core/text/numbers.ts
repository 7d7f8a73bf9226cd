/** English in every editor: the interface has no other language. */
const numbers = new Intl.NumberFormat('en');

/** A countable noun in the singular; the plural ends in s. */
export type Noun =
  | 'goroutine'
  | 'goroutine ID'
  | 'group'
  | 'package'
  | 'stack'
  | 'data race'
  | 'dump'
  | 'frame'
  | 'file'
  | 'function'
  | 'problem'
  | 'more place'
  | 'time'
  | 'minute'
  | 'hour'
  | 'day';

/** `4,663`. */
export function numberText(value: number): string {
  return numbers.format(value);
}

/** `1 goroutine`, `4,663 goroutines`. */
export function countText(count: number, noun: Noun): string {
  return `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `120 of 820`, or `820` if all are shown. */
export function partText(shown: number, all: number): string {
  return shown === all ? numberText(all) : `${numberText(shown)} of ${numberText(all)}`;
}

/** `120 of 820 goroutines`, or `820 goroutines` if all are shown. */
export function partCountText(shown: number, all: number, noun: Noun): string {
  return shown === all ? countText(all, noun) : `${numberText(shown)} of ${countText(all, noun)}`;
}
