import { countText, numberText } from './numbers';

/** Shortest and longest wait in whole minutes; 0 if the dump prints none. */
interface Waits {
  readonly min: number;
  readonly max: number;
}

/** A unit, and the number of minutes from which waits are in it: two of it, so that it does not hide much. */
const units = [
  { minutes: 24 * 60, from: 2 * 24 * 60, short: 'd', noun: 'day' },
  { minutes: 60, from: 2 * 60, short: 'h', noun: 'hour' },
  { minutes: 1, from: 0, short: 'min', noun: 'minute' },
] as const;

/** The wait in the largest unit that suits it, rounded down: the dump prints a lower bound. */
function inUnit(wait: number) {
  const unit = units.find(({ from }) => wait >= from)!;
  const count = wait / unit.minutes;
  return { ...unit, count: count < 10 ? Math.floor(count * 10) / 10 : Math.floor(count) };
}

/** `36 min`, `3–36 min`, `90 min–3 d`, or `up to 24 h` if some goroutines have no wait; empty if none has one. */
export function waitText({ min, max }: Waits): string {
  if (max === 0) return '';
  const [shortest, longest] = [inUnit(min), inUnit(max)];
  const end = `${numberText(longest.count)} ${longest.short}`;
  if (min === max) return end;
  if (min === 0) return `up to ${end}`;
  if (shortest.short !== longest.short) return `${numberText(shortest.count)} ${shortest.short}–${end}`;
  return shortest.count === longest.count ? end : `${numberText(shortest.count)}–${end}`;
}

/** For screen readers: `1 minute`, `3 to 36 minutes`, `up to 24 hours`. */
export function spokenWaitText({ min, max }: Waits): string {
  if (max === 0) return '';
  const [shortest, longest] = [inUnit(min), inUnit(max)];
  const end = countText(longest.count, longest.noun);
  if (min === max) return end;
  if (min === 0) return `up to ${end}`;
  if (shortest.noun !== longest.noun) return `${countText(shortest.count, shortest.noun)} to ${end}`;
  return shortest.count === longest.count ? end : `${numberText(shortest.count)} to ${end}`;
}
