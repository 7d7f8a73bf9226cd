import type { Dump } from '../model/dump';
import type { Race } from '../model/race';
import type { GoroutineGroup } from './groupDump';
import { kindReader } from './kinds';

/** Reports of the race detector that differ in nothing but addresses and goroutines. */
export interface AlikeRaces {
  readonly first: Race;
  /** How many reports they are; one of a deduplicated dump counts as often as that says. */
  readonly count: number;
}

/** The reports that have accesses of the groups: most frequent first, and in the order of the text where that is the same. */
export function alikeRaces(
  dump: Dump,
  groups: readonly Pick<GoroutineGroup, 'members'>[],
): readonly AlikeRaces[] {
  if (dump.races.length === 0) return [];
  const kindOf = kindReader(dump);
  const accesses = new Set<number>();
  for (const { members } of groups) {
    for (const member of members) {
      if (kindOf(member) === 'races') accesses.add(dump.goroutines.line[member]!);
    }
  }
  const alike = new Map<string, AlikeRaces>();
  for (const race of dump.races) {
    if (!race.stacks.some(({ line }) => accesses.has(line))) continue;
    const key = raceKey(race);
    const { first = race, count: times = 0 } = alike.get(key) ?? {};
    alike.set(key, { first, count: times + race.count });
  }
  return [...alike.values()].sort((a, b) => b.count - a.count);
}

function raceKey({ stacks }: Race): string {
  return stacks
    .flatMap(({ title, frames }) => [
      title.replace(/0x[0-9a-f]+|goroutine \d+/gi, ''),
      ...frames.map(({ function: name, file, line }) => `${name} ${file}:${line}`),
    ])
    .join('\n');
}
