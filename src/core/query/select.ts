import type { UserCode } from '../go/userCode';
import { type GoroutineGroup, groupMaker } from '../group/groupDump';
import type { Dump } from '../model/dump';
import type { GoroutineIndex } from '../model/goroutines';
import type { Selection } from '../model/selection';
import { matchGoroutines, needed } from './match';

/**
 * The groups of the selected goroutines, in the order of `groups`. A group is returned unchanged if all its goroutines are
 * selected. If only some are, a new group of those has the id, the title and the full count of the whole group.
 *
 * @param groups of the dump or of a section, by any key
 */
export function select(
  dump: Dump,
  groups: readonly GoroutineGroup[],
  selection: Selection,
  isUserCode: UserCode,
): readonly GoroutineGroup[] {
  const hidden = new Set(selection.hidden);
  const text = selection.text?.trim().toLowerCase() ?? '';
  const shown = hidden.size === 0 ? groups : groups.filter(({ id }) => !hidden.has(id));
  if (text === '' && selection.function === undefined && !selection.classes?.length) return shown;
  const matches = matchGoroutines(dump, selection, text);
  return parts(dump, shown, isUserCode, ({ members, title }) => {
    const isTitled = title?.toLowerCase().includes(text) ?? false;
    return membersWith(members, matches, isTitled ? needed.inGroupWithText : needed.alone);
  });
}

/** The hidden groups of the selection that are among the groups. Those of other keys hide nothing here. */
export function hiddenAmong(
  groups: readonly Pick<GoroutineGroup, 'id'>[],
  { hidden = [] }: Selection,
): readonly string[] {
  if (hidden.length === 0) return hidden;
  const ids = new Set(groups.map(({ id }) => id));
  return hidden.filter((id) => ids.has(id));
}

/**
 * The groups of the goroutines in `others`, which are grouped by another key. As in `select`, a new group replaces one with
 * only some of them.
 */
export function regroup(
  dump: Dump,
  groups: readonly GoroutineGroup[],
  others: readonly Pick<GoroutineGroup, 'members'>[],
  isUserCode: UserCode,
): readonly GoroutineGroup[] {
  const isMember = new Uint8Array(dump.goroutines.length);
  for (const { members } of others) for (const member of members) isMember[member] = 1;
  return parts(dump, groups, isUserCode, ({ members }) => membersWith(members, isMember, 1));
}

function parts(
  dump: Dump,
  groups: readonly GoroutineGroup[],
  isUserCode: UserCode,
  membersOf: (group: GoroutineGroup) => readonly GoroutineIndex[],
): readonly GoroutineGroup[] {
  const make = groupMaker(dump, isUserCode);
  return groups.flatMap((group) => {
    const members = membersOf(group);
    if (members.length === 0) return [];
    if (members.length === group.members.length) return group;
    return { ...make(group, members), fullCount: group.fullCount };
  });
}

/** The members that have all the flags; the same array if all do. */
function membersWith(
  members: readonly GoroutineIndex[],
  flags: Uint8Array,
  all: number,
): readonly GoroutineIndex[] {
  let count = 0;
  for (const member of members) if ((flags[member]! & all) === all) count++;
  if (count === members.length) return members;
  const found = new Array<GoroutineIndex>(count);
  count = 0;
  for (const member of members) if ((flags[member]! & all) === all) found[count++] = member;
  return found;
}
