import type { GoroutineGroup } from '../group/groupDump';

/** Which groups come first: the largest, or those with the longest wait. */
export type GroupOrder = 'count' | 'wait';

/** Sorts groups by count or by longest wait, descending; ties by count, then in the order of the text. */
export function order(
  groups: readonly GoroutineGroup[],
  by: GroupOrder = 'count',
): readonly GoroutineGroup[] {
  const byCount = [...groups].sort((a, b) => b.count - a.count || a.members[0]! - b.members[0]!);
  return by === 'count' ? byCount : byCount.sort((a, b) => b.waitMinutes.max - a.waitMinutes.max);
}
