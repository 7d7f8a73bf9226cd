import type { Counts, ShownCounts } from '../model/counts';
import { countText, type Noun, numberText, partCountText } from './numbers';

const nouns: readonly (readonly [keyof Counts, Noun])[] = [
  ['goroutines', 'goroutine'],
  ['stacks', 'stack'],
  ['groups', 'group'],
  ['races', 'data race'],
];

/** `4,663 goroutines · 27 groups`; `120 of 4,663 goroutines · …` with a filter. Zero counts are left out. */
export function countsText({ shown, all }: ShownCounts): string {
  return nouns
    .filter(([kind]) => all[kind] > 0)
    .map(([kind, noun]) => partCountText(shown[kind], all[kind], noun))
    .join(' · ');
}

/** What the filter leaves out: `3 of 4,663 goroutines and 1 of 2 data races`. Empty if it leaves out nothing. */
export function leftOutText({ shown, all }: ShownCounts): string {
  return nouns
    .filter(([kind]) => kind !== 'groups' && shown[kind] < all[kind])
    .map(([kind, noun]) => `${numberText(all[kind] - shown[kind])} of ${countText(all[kind], noun)}`)
    .join(' and ');
}

/** Whether the filter leaves anything out. */
export function isLess({ shown, all }: ShownCounts): boolean {
  return nouns.some(([kind]) => shown[kind] < all[kind]);
}
