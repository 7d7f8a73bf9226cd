import type { GoroutineGroup, GoroutineIndex, PartKey } from '../../core';
import type { Group } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { groupItem } from './groupItem';

/** Adds to groups by lock the owners of the locks, and who may hold them. */
export function withHolders(
  document: GroupedDump,
  { all, items }: { readonly all: readonly GoroutineGroup[]; readonly items: readonly Group[] },
  keys: readonly PartKey[],
): readonly Group[] {
  const locks = new Map(all.map((group) => [group.id, document.lockOf(group)]));
  const candidates = new Set<GoroutineIndex>();
  for (const lock of locks.values())
    for (const { members } of lock?.mayHold ?? []) candidates.add(members[0]!);
  const groupOf = new Map<GoroutineIndex, GoroutineGroup>();
  for (const group of all)
    for (const member of group.members) if (candidates.has(member)) groupOf.set(member, group);
  return items.map((item) => {
    const lock = locks.get(item.id);
    if (lock === undefined) return item;
    const own = lock.mayHold.flatMap(({ members }) => {
      const group = groupOf.get(members[0]!);
      return group === undefined ? [] : partWith(document, group, members[0]!, keys);
    });
    const parts = [...new Set(own)]; // one part may have several kinds of waits
    const names = document.rowNames(parts);
    return {
      ...item,
      owner: { type: lock.owner.type, address: `0x${lock.owner.address.toString(16)}` },
      ...(parts.length === 0
        ? {}
        : { mayHold: parts.map((part) => groupItem(document, part, names.get(part.id)!)) }),
    };
  });
}

/** The part of the part, and so on, that the goroutine is in. */
function partWith(
  document: GroupedDump,
  group: GoroutineGroup,
  goroutine: GoroutineIndex,
  keys: readonly PartKey[],
): GoroutineGroup {
  return keys.reduce(
    (part, key) => document.parts(part, key).find(({ members }) => members.includes(goroutine)) ?? part,
    group,
  );
}
