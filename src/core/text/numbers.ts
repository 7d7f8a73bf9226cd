/** The interface is in English only, whatever the language of the editor is. */
const numbers = new Intl.NumberFormat('en');

/** What is counted, in the singular; all have a plural in s. */
export type Noun =
  | 'goroutine'
  | 'goroutine id'
  | 'group'
  | 'stack'
  | 'data race'
  | 'dump'
  | 'frame'
  | 'problem'
  | 'time'
  | 'minute';

/** `4,663`. */
export function numberText(value: number): string {
  return numbers.format(value);
}

/** `1 goroutine`, `4,663 goroutines`. */
export function countText(count: number, noun: Noun): string {
  return `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `120 of 820`; `820` where nothing is left out. */
export function partText(shown: number, all: number): string {
  return shown === all ? numberText(all) : `${numberText(shown)} of ${numberText(all)}`;
}

/** `120 of 820 goroutines`; `820 goroutines` where none is left out. */
export function partCountText(shown: number, all: number, noun: Noun): string {
  return shown === all ? countText(all, noun) : `${numberText(shown)} of ${countText(all, noun)}`;
}
