import type { ShownCounts } from '../../protocol';
import type { ShownSection } from './shownDump';

/** Number of rows for groups and race reports. */
export function rowsShown({ shown }: ShownCounts): number {
  return shown.groups + shown.races;
}

/** The longest wait shown, in minutes; 0 if none is printed. */
export function longestWait(sections: readonly ShownSection[]): number {
  const waits = sections.flatMap(({ groups }) => groups.map(({ waitMinutes }) => waitMinutes.max));
  return waits.reduce((longest, wait) => Math.max(longest, wait), 0);
}
