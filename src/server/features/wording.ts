import type { GoroutineGroup } from '../../core';

/** `812 semacquire, 8 runnable`, or the state alone if all are in one. */
export function stateCounts({ states }: GoroutineGroup): string {
  if (states.size === 1) return [...states.keys()][0]!.text;
  const counts = [...states].sort((a, b) => b[1] - a[1]);
  return counts.map(([state, count]) => `${count} ${state.text}`).join(', ');
}

/** `3–36 min`, `36 min`, or nothing where no wait is printed. */
export function waitText({ waitMinutes: { min, max } }: GoroutineGroup): string {
  if (max === 0) return '';
  return min === max ? `${max} min` : `${min}–${max} min`;
}

export function goroutineCount(count: number): string {
  return count === 1 ? '1 goroutine' : `${count.toLocaleString('en')} goroutines`;
}
