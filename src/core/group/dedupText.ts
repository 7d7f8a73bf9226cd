import type { Dump } from '../model';
import type { LineAt } from '../parser/frameText';
import { readTimes } from '../parser/line';
import type { GoroutineGroup } from './groupDump';

/** A longer list says nothing that its length does not. */
const idsShown = 1000;

/**
 * The deduplicated dump: the first goroutine of each group as it stands in the text, and below its header
 * `820 times: [461, 462, …]`. It is a dump again: reading it gives the same numbers of goroutines.
 *
 * @param lineAt gives the dump's own text
 */
export function dedupText(dump: Dump, groups: readonly GoroutineGroup[], lineAt: LineAt): string {
  const { id, line, endLine } = dump.goroutines;
  return groups
    .map(({ members, count }) => {
      const header = line[members[0]!]!;
      const lines = Array.from({ length: endLine[members[0]!]! - header }, (_, n) => lineAt(header + n));
      if (members.length === 1) return [...lines, ''].join('\n');
      const ids = members.slice(0, idsShown).map((member) => String(id[member]));
      if (members.length > idsShown) ids.push('…');
      const times = `${count} times: [${ids.join(', ')}]`;
      const isDedup = lines[1] !== undefined && readTimes(lines[1]) !== undefined;
      return [lines[0], times, ...lines.slice(isDedup ? 2 : 1), ''].join('\n');
    })
    .join('\n');
}
