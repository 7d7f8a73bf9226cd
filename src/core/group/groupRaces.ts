import type { Dump } from '../model/dump';
import type { Race } from '../model/race';
import type { GoroutineGroup } from './groupDump';
import { kindReader } from './kinds';

/** Race reports that differ only in addresses and goroutine ids. */
export interface RaceGroup {
  readonly first: Race;
  /** Number of reports. A report of a deduplicated dump counts as many times as its count says. */
  readonly count: number;
}

/** The reports with accesses in the groups, sorted by count, then by their order in the text. */
export function groupRaces(
  dump: Dump,
  groups: readonly Pick<GoroutineGroup, 'members'>[],
): readonly RaceGroup[] {
  if (dump.races.length === 0) return [];
  const kindOf = kindReader(dump);
  const accesses = new Set<number>();
  for (const { members } of groups) {
    for (const member of members) {
      if (kindOf(member) === 'races') accesses.add(dump.goroutines.line[member]!);
    }
  }
  const byKey = new Map<string, RaceGroup>();
  for (const race of dump.races) {
    if (!race.stacks.some(({ line }) => accesses.has(line))) continue;
    const key = raceKey(race);
    const { first = race, count = 0 } = byKey.get(key) ?? {};
    byKey.set(key, { first, count: count + race.count });
  }
  return [...byKey.values()].sort((a, b) => b.count - a.count);
}

function raceKey({ stacks }: Race): string {
  return stacks
    .flatMap(({ title, frames }) => [
      title.replace(/0x[0-9a-f]+|goroutine \d+/gi, ''),
      ...frames.map(({ function: name, file, line }) => `${name} ${file}:${line}`),
    ])
    .join('\n');
}
