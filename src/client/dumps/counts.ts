import type { ShownCounts } from '../../protocol';
import type { ShownSection } from './shownDump';

/** How many rows of groups and race reports there are. */
export function rowsShown({ shown }: ShownCounts): number {
  return shown.groups + shown.races;
}

/** The longest wait of what is shown, in minutes; 0 where none is printed. */
export function longestWait(sections: readonly ShownSection[]): number {
  const waits = sections.flatMap(({ groups }) => groups.map(({ waitMinutes }) => waitMinutes.max));
  return waits.reduce((longest, wait) => Math.max(longest, wait), 0);
}
