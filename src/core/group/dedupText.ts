import { lastIndex } from '../bytes/lastIndex';
import { dumpTitle, readCountLine, threadSeparator } from '../lines/dedup';
import type { ReadLines } from '../lines/lineAt';
import { readProfileHeadLine } from '../lines/profileHead';
import type { Dump } from '../model/dump';
import { sectionOf } from '../model/goroutineAt';
import { goroutineId, type GoroutineIndex } from '../model/goroutines';
import type { Section, SectionKind } from '../model/section';
import { sectionName } from '../text/section';
import { groupRaces } from './groupRaces';
import type { GoroutineGroup } from './groupDump';

/** Maximum number of ids in a list: more are not worth reading. */
const maxIds = 1000;

/**
 * Maximum number of lines from a preamble to its goroutines: enough for a thread's own stack, but not for a log.
 */
const preambleLines = 100;

/** A part of the deduplicated text: one of the dumps, or all of them as one. */
export interface DedupSection {
  /** Index into `Dump.sections`; undefined for all dumps as one. */
  readonly section?: number;
  readonly groups: readonly DedupGroup[];
}

/** The part of a group that the deduplicated text needs. */
export type DedupGroup = Pick<GoroutineGroup, 'members' | 'count'>;

/**
 * The deduplicated dump: the text of the first goroutine of each group, with `820 times: [461, 462, …]` below its
 * header. The result is a dump, too, with the same number of goroutines. Equal race reports appear once, with their
 * count. The counts of profile records are summed. Several dumps stay separate, each below a title and its preamble.
 *
 * @param readLines reads the dump's text
 */
export async function dedupText(
  dump: Dump,
  sections: readonly DedupSection[],
  readLines: ReadLines,
): Promise<string> {
  const texts: string[] = [];
  for (const section of sections) {
    if (section.groups.length === 0) continue;
    for await (const text of sectionTexts(dump, section, readLines)) texts.push(text);
  }
  return texts.join('\n');
}

async function* sectionTexts(
  dump: Dump,
  { section, groups }: DedupSection,
  readLines: ReadLines,
): AsyncGenerator<string> {
  if (section !== undefined) yield* sectionHead(dump, section, readLines);
  yield* raceTexts(dump, groups, readLines);
  yield* profileTexts(dump, groups, readLines);
  if (section === undefined) yield* titlesText(dump, groups);
  yield* goroutineTexts(dump, groups, readLines);
}

/** The title of one of several dumps, and the lines that the process printed before its goroutines. */
async function* sectionHead(dump: Dump, index: number, readLines: ReadLines): AsyncGenerator<string> {
  const { title, line, kind } = dump.sections[index]!;
  if (dump.sections.length > 1) yield `${dumpTitle(sectionName(dump.sections[index]!, index))}\n`;
  const to = await firstLine(dump, index, readLines);
  // Lines of another dump in between belong to that dump.
  const from = Math.max(line, lineAfterOthers(dump, index, to));
  if (from > line && line < to && kind !== 'races') yield `${title}\n`;
  const preamble = await preambleText(from, to, readLines);
  if (preamble !== '') yield `${preamble}\n`;
}

/** The distinct titles of dumps that are shown as one, with their counts. */
function titlesText(dump: Dump, groups: readonly DedupGroup[]): readonly string[] {
  const sections = new Set<Section | undefined>();
  for (const { members } of groups) for (const member of members) sections.add(sectionOf(dump, member));
  const counts = new Map<string, number>();
  for (const section of sections) {
    if (section?.kind !== 'goroutines' || section.title === '') continue;
    counts.set(section.title, (counts.get(section.title) ?? 0) + 1);
  }
  const titles = Array.from(counts, ([title, count]) => (count === 1 ? title : `${count} times:\n${title}`));
  if (titles.length > preambleLines) titles.splice(preambleLines, Infinity, '…');
  return titles.length === 0 ? [] : [`${titles.join('\n')}\n`];
}

/** The line of a section's first entry; for a profile, the line of its head; for races, of the first report. */
async function firstLine(dump: Dump, index: number, readLines: ReadLines): Promise<number> {
  const { kind, line, firstGoroutine } = dump.sections[index]!;
  const entry = dump.goroutines.line[firstGoroutine]!;
  if (kind === 'profile') return (await profileHead(dump, firstGoroutine, readLines))?.line ?? entry;
  return (
    dump.races.find((race) => kind === 'races' && race.line >= line && race.endLine > entry)?.line ?? entry
  );
}

/** The line after all entries before the section that are above line `to`. */
function lineAfterOthers({ goroutines, races, sections }: Dump, index: number, to: number): number {
  const { firstGoroutine } = sections[index]!;
  const race = races[lastIndex(races.length, (n) => races[n]!.endLine <= to)];
  return Math.max(firstGoroutine > 0 ? goroutines.endLine[firstGoroutine - 1]! : 0, race?.endLine ?? 0);
}

async function preambleText(from: number, to: number, readLines: ReadLines): Promise<string> {
  const lines = await readLines(from, Math.min(to, from + preambleLines));
  return lines.join('\n').trimEnd().replace(/^\n+/, '');
}

/** The texts of goroutines, and of stacks of loggers. */
async function* goroutineTexts(
  dump: Dump,
  groups: readonly DedupGroup[],
  readLines: ReadLines,
): AsyncGenerator<string> {
  const ids = new Set<number | undefined>();
  for (const group of groups) {
    const kind = kindOf(dump, group);
    if (kind === 'races' || kind === 'profile') continue;
    const id = goroutineId(dump.goroutines, group.members[0]!);
    const isRepeated = kind === 'goroutines' && id !== 0 && ids.has(id);
    ids.add(id);
    // A separator as between the threads of GOTRACEBACK=crash. Without it, the goroutine would begin another dump.
    if (isRepeated) yield `${threadSeparator}\n`;
    yield groupText(dump, group, await goroutineLines(dump, group, readLines));
  }
}

/** The lines of the group's first goroutine. */
function goroutineLines(
  { goroutines: { line, endLine } }: Dump,
  { members }: DedupGroup,
  readLines: ReadLines,
): Promise<readonly string[]> {
  return readLines(line[members[0]!]!, endLine[members[0]!]!);
}

/** @param lines lines of the group's first goroutine */
function groupText(dump: Dump, { members, count }: DedupGroup, lines: readonly string[]): string {
  const [headerText = '', ...rest] = lines;
  if (members.length === 1) return [headerText, ...rest, ''].join('\n');
  const ids = members
    .slice(0, maxIds)
    .flatMap((member) => goroutineId(dump.goroutines, member) ?? [])
    .map(String);
  // A stack of a logger has no header.
  if (ids.length === 0) return [`${count} times:`, headerText, ...rest, ''].join('\n');
  if (members.length > maxIds) ids.push('…');
  const countLine = `${count} times: [${ids.join(', ')}]`;
  const isDedup = rest[0] !== undefined && readCountLine(rest[0]) !== undefined;
  return [headerText, countLine, ...rest.slice(isDedup ? 1 : 0), ''].join('\n');
}

/** The head of a profile and its records. Without a head, the records would not be read as those of a profile. */
async function* profileTexts(
  dump: Dump,
  groups: readonly DedupGroup[],
  readLines: ReadLines,
): AsyncGenerator<string> {
  const counted = groups.filter((group) => kindOf(dump, group) === 'profile');
  const [first] = counted;
  if (first === undefined) return;
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const { firstGoroutine } = sectionOf(dump, first.members[0]!)!;
  const head = await profileHead(dump, firstGoroutine, readLines);
  yield (head?.text ?? 'goroutine profile: total 0').replace(/\d+\s*$/, String(total));
  for (const group of counted) {
    const [record = '', ...rest] = await goroutineLines(dump, group, readLines);
    yield [record.replace(/^\d+/, String(group.count)), ...rest, ''].join('\n');
  }
}

/** Number of lines above the first record of a profile that are searched for the head. */
const headDistance = 20;

async function profileHead(
  dump: Dump,
  firstGoroutine: GoroutineIndex,
  readLines: ReadLines,
): Promise<{ readonly line: number; readonly text: string } | undefined> {
  const first = dump.goroutines.line[firstGoroutine]!;
  const from = Math.max(0, first - headDistance);
  const lines = await readLines(from, first);
  const index = lines.findLastIndex((text) => readProfileHeadLine(text)?.total !== undefined);
  return index < 0 ? undefined : { line: from + index, text: lines[index]! };
}

/** The texts of the race reports with accesses in the groups. */
async function* raceTexts(
  dump: Dump,
  groups: readonly DedupGroup[],
  readLines: ReadLines,
): AsyncGenerator<string> {
  for (const { first, count } of groupRaces(dump, groups)) {
    const text = await readLines(first.line, first.endLine);
    yield [...(count > 1 ? [`${count} times:`] : []), ...text.slice(first.count > 1 ? 1 : 0), ''].join('\n');
  }
}

/** The section kind of all members of a group. */
function kindOf(dump: Dump, { members }: DedupGroup): SectionKind | undefined {
  const first: GoroutineIndex = members[0]!;
  return sectionOf(dump, first)?.kind;
}
