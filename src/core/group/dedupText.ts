import { sectionOf } from '../goroutineAt';
import type { Dump, GoroutineIndex } from '../model';
import type { LineAt } from '../parser/frameText';
import { readTimes } from '../parser/line';
import type { GoroutineGroup } from './groupDump';

/** A longer list says nothing that its length does not. */
const idsShown = 1000;

/**
 * The deduplicated dump: the first goroutine of each group as it stands in the text, and below its header
 * `820 times: [461, 462, …]`. It is a dump again: reading it gives the same numbers of goroutines. Records of a profile
 * have their counts summed.
 *
 * @param lineAt gives the dump's own text
 */
export function dedupText(dump: Dump, groups: readonly GoroutineGroup[], lineAt: LineAt): string {
  return [...profileHead(dump, groups), ...groups.map((group) => groupText(dump, group, lineAt))].join('\n');
}

function groupText(dump: Dump, { members, count }: GoroutineGroup, lineAt: LineAt): string {
  const { id, line, endLine } = dump.goroutines;
  const first = members[0]!;
  const header = line[first]!;
  const lines = Array.from({ length: endLine[first]! - header }, (_, n) => lineAt(header + n));
  const [headerText, ...rest] = lines as [string, ...string[]];
  if (isOfProfile(dump, first)) {
    return [headerText.replace(/^\d+/, String(count)), ...rest, ''].join('\n');
  }
  if (members.length === 1) return [headerText, ...rest, ''].join('\n');
  const ids = members
    .slice(0, idsShown)
    .flatMap((member) => (Number.isNaN(id[member]) ? [] : String(id[member])));
  // A logger's stack has no header to stand below.
  if (ids.length === 0) return [`${count} times:`, headerText, ...rest, ''].join('\n');
  if (members.length > idsShown) ids.push('…');
  const times = `${count} times: [${ids.join(', ')}]`;
  const isDedup = rest[0] !== undefined && readTimes(rest[0]) !== undefined;
  return [headerText, times, ...rest.slice(isDedup ? 1 : 0), ''].join('\n');
}

/** Records are read as such only behind the head of a profile. */
function profileHead(dump: Dump, groups: readonly GoroutineGroup[]): readonly string[] {
  const counted = groups.filter(({ members }) => isOfProfile(dump, members[0]!));
  const [first] = counted;
  if (first === undefined) return [];
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  return [sectionOf(dump, first.members[0]!)!.title.replace(/\d+$/, String(total))];
}

function isOfProfile(dump: Dump, goroutine: GoroutineIndex): boolean {
  return sectionOf(dump, goroutine)?.kind === 'profile';
}
