import type { GoroutineGroup } from '../group/groupDump';

/** What comes first: many goroutines, or a long wait. */
export type GroupOrder = 'count' | 'wait';

/** The groups, largest or longest waiting first: then the larger ones, and those that come first in the text. */
export function order(
  groups: readonly GoroutineGroup[],
  by: GroupOrder = 'count',
): readonly GoroutineGroup[] {
  const byCount = [...groups].sort((a, b) => b.count - a.count || a.members[0]! - b.members[0]!);
  return by === 'count' ? byCount : byCount.sort((a, b) => b.waitMinutes.max - a.waitMinutes.max);
}
