import { countText, numberText } from './numbers';

/** Of goroutines, in whole minutes; 0 where the dump prints no wait. */
interface Waits {
  readonly min: number;
  readonly max: number;
}

/** `36 min`, `3–36 min`, `up to 36 min` where some print no wait; empty where none does. */
export function waitText({ min, max }: Waits): string {
  if (max === 0) return '';
  if (min === max) return `${numberText(max)} min`;
  return min === 0 ? `up to ${numberText(max)} min` : `${numberText(min)}–${numberText(max)} min`;
}

/** The same in words: `1 minute`, `3 to 36 minutes`, `up to 36 minutes`; for screen readers. */
export function spokenWaitText({ min, max }: Waits): string {
  if (max === 0) return '';
  if (min === max) return countText(max, 'minute');
  return `${min === 0 ? 'up to' : `${numberText(min)} to`} ${countText(max, 'minute')}`;
}
