import { goroutineId } from '../../core';
import type { GoroutinesParams } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { goroutineItem } from './items';
import { selectedGroup } from './selected';

/** A page of the selected goroutines of a group. */
export function goroutines(document: GroupedDump, params: GoroutinesParams) {
  const { total, page } = membersOf(document, params);
  return { total, goroutines: page.map((index) => goroutineItem(document, index)) };
}

/** A page of the ids of the same goroutines. */
export function goroutineIds(document: GroupedDump, params: GoroutinesParams) {
  const { total, page } = membersOf(document, params);
  return { total, ids: page.flatMap((index) => goroutineId(document.dump.goroutines, index) ?? []) };
}

function membersOf(document: GroupedDump, params: GoroutinesParams) {
  const members = selectedGroup(document, params)?.members ?? [];
  const from = Math.max(0, params.offset);
  return { total: members.length, page: members.slice(from, from + Math.max(0, params.limit)) };
}
