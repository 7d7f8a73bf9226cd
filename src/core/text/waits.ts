import { countText, numberText } from './numbers';

/** Shortest and longest wait in whole minutes; 0 if the dump prints none. */
interface Waits {
  readonly min: number;
  readonly max: number;
}

/** `36 min`, `3–36 min`, or `up to 36 min` if some goroutines have no wait; empty if none has one. */
export function waitText({ min, max }: Waits): string {
  if (max === 0) return '';
  if (min === max) return `${numberText(max)} min`;
  return min === 0 ? `up to ${numberText(max)} min` : `${numberText(min)}–${numberText(max)} min`;
}

/** For screen readers: `1 minute`, `3 to 36 minutes`, `up to 36 minutes`. */
export function spokenWaitText({ min, max }: Waits): string {
  if (max === 0) return '';
  if (min === max) return countText(max, 'minute');
  return `${min === 0 ? 'up to' : `${numberText(min)} to`} ${countText(max, 'minute')}`;
}
