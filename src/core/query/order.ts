import type { GoroutineGroup } from '../group/groupDump';
import { noObject } from '../group/keys';

/** Which groups come first: the largest, or those with the longest wait. */
export type GroupOrder = 'count' | 'wait';

/**
 * Sorts groups by count or by longest wait, descending; ties by count, then in the order of the text. Of
 * groups by lock, those that wait for none come last.
 */
export function order(
  groups: readonly GoroutineGroup[],
  by: GroupOrder = 'count',
): readonly GoroutineGroup[] {
  const byCount = [...groups].sort((a, b) => b.count - a.count || a.members[0]! - b.members[0]!);
  const ordered = by === 'count' ? byCount : byCount.sort((a, b) => b.waitMinutes.max - a.waitMinutes.max);
  return ordered.sort((a, b) => Number(isRest(a)) - Number(isRest(b)));
}

function isRest({ key, title }: GoroutineGroup): boolean {
  return key === 'lock' && title === noObject;
}
