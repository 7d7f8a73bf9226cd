import { sectionOf } from '../goroutineAt';
import type { Dump, GoroutineIndex, Race, SectionKind } from '../model';
import type { LineAt } from '../parser/frameText';
import { dumpTitle, readTimes } from '../parser/line';
import type { GoroutineGroup } from './groupDump';

/** A longer list says nothing that its length does not. */
const idsShown = 1000;

/** Lines between a preamble and its goroutines: a thread's own stack is shorter, and a log is no preamble. */
const preambleLines = 100;

/** What is shown of a text: one of its dumps, or all of them as one. */
export interface DedupPart {
  /** Index into `Dump.sections`; undefined for all as one. */
  readonly section?: number;
  readonly groups: readonly GoroutineGroup[];
}

/**
 * The deduplicated dump: the first goroutine of each group as it stands in the text, and below its header
 * `820 times: [461, 462, …]`. It is a dump again: reading it gives the same numbers of goroutines. Records of a profile
 * have their counts summed, and race reports that are alike are there once. Several dumps stay apart, each below a title
 * and its preamble.
 *
 * @param lineAt gives the dump's own text
 */
export function dedupText(dump: Dump, parts: readonly DedupPart[], lineAt: LineAt): string {
  return parts
    .filter(({ groups }) => groups.length > 0)
    .flatMap(({ section, groups }) => [
      ...(section === undefined ? [] : partHead(dump, section, lineAt)),
      ...profileHead(dump, groups),
      ...raceTexts(dump, groups, lineAt),
      ...groups
        .filter((group) => kindOf(dump, group) !== 'races')
        .map((each) => groupText(dump, each, lineAt)),
    ])
    .join('\n');
}

/** The title of one of several dumps, and what the process printed before its goroutines. */
function partHead(dump: Dump, index: number, lineAt: LineAt): readonly string[] {
  const { kind, source, line } = dump.sections[index]!;
  const head: string[] = [];
  if (dump.sections.length > 1) head.push(`${dumpTitle(source || `dump ${index + 1}`)}\n`);
  if (kind !== 'profile') head.push(...linesBetween(line, firstLine(dump, index), lineAt));
  return head;
}

/** The line of a section's first entry, or of its first race report. */
function firstLine({ sections, goroutines, races }: Dump, index: number): number {
  const { kind, line, firstGoroutine } = sections[index]!;
  const race = kind === 'races' ? races.find((each) => each.line >= line) : undefined;
  return race?.line ?? goroutines.line[firstGoroutine]!;
}

function linesBetween(from: number, to: number, lineAt: LineAt): readonly string[] {
  const length = Math.max(0, Math.min(to - from, preambleLines));
  const text = Array.from({ length }, (_, n) => lineAt(from + n))
    .join('\n')
    .trimEnd();
  return text === '' ? [] : [`${text}\n`];
}

function groupText(dump: Dump, group: GoroutineGroup, lineAt: LineAt): string {
  const { members, count } = group;
  const { id, line, endLine } = dump.goroutines;
  const first = members[0]!;
  const header = line[first]!;
  const lines = Array.from({ length: endLine[first]! - header }, (_, n) => lineAt(header + n));
  const [headerText, ...rest] = lines as [string, ...string[]];
  if (kindOf(dump, group) === 'profile') {
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
  const counted = groups.filter((group) => kindOf(dump, group) === 'profile');
  const [first] = counted;
  if (first === undefined) return [];
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  return [sectionOf(dump, first.members[0]!)!.title.replace(/\d+$/, String(total))];
}

/** The reports that have the groups' accesses, as they stand in the text. */
function raceTexts(dump: Dump, groups: readonly GoroutineGroup[], lineAt: LineAt): readonly string[] {
  const accesses = new Set(
    groups
      .filter((group) => kindOf(dump, group) === 'races')
      .flatMap(({ members }) => members.map((member) => dump.goroutines.line[member]!)),
  );
  const alike = new Map<string, Race[]>();
  for (const race of dump.races) {
    if (!race.stacks.some(({ line }) => accesses.has(line))) continue;
    const key = raceKey(race);
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [race]);
    else known.push(race);
  }
  return Array.from(alike.values(), (races) => {
    const { line, endLine } = races[0]!;
    const text = Array.from({ length: endLine - line }, (_, n) => lineAt(line + n));
    return [...(races.length > 1 ? [`${races.length} times:`] : []), ...text, ''].join('\n');
  });
}

/** The same for reports that differ in nothing but addresses and goroutines. */
function raceKey({ stacks }: Race): string {
  return stacks
    .flatMap(({ title, frames }) => [
      title.replace(/0x[0-9a-f]+|goroutine \d+/gi, ''),
      ...frames.map(({ function: name, file, line }) => `${name} ${file}:${line}`),
    ])
    .join('\n');
}

/** What all members of a group are. */
function kindOf(dump: Dump, { members }: GoroutineGroup): SectionKind | undefined {
  const first: GoroutineIndex = members[0]!;
  return sectionOf(dump, first)?.kind;
}
