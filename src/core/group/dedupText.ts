import { lastIndex } from '../bytes/lastIndex';
import { dumpTitle, readCountLine, threadSeparator } from '../lines/dedup';
import type { ReadLines } from '../lines/lineAt';
import { readProfileHeadLine } from '../lines/profileHead';
import type { Dump } from '../model/dump';
import { sectionOf } from '../model/goroutineAt';
import { goroutineId, type GoroutineIndex } from '../model/goroutines';
import type { Section, SectionKind } from '../model/section';
import { sectionName } from '../text/section';
import { alikeRaces } from './alikeRaces';
import type { GoroutineGroup } from './groupDump';

/** A longer list says nothing that its length does not. */
const idsShown = 1000;

/** Lines between a preamble and its goroutines: a thread's own stack is shorter, and a log is no preamble. */
const preambleLines = 100;

/** What is shown of a text: one of its dumps, or all of them as one. */
export interface DedupSection {
  /** Index into `Dump.sections`; undefined for all as one. */
  readonly section?: number;
  readonly groups: readonly DedupGroup[];
}

/** What of a group there is to know. */
export type DedupGroup = Pick<GoroutineGroup, 'members' | 'count'>;

/**
 * The deduplicated dump: the first goroutine of each group as it stands in the text, and below its header
 * `820 times: [461, 462, …]`. It is a dump again: reading it gives the same numbers of goroutines, but for race reports that
 * are alike, which are there once, with how often there are such. Records of a profile have their counts summed. Several
 * dumps stay apart, each below a title and its preamble.
 *
 * @param readLines gives the dump's own text
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

/** The title of one of several dumps, and what the process printed before its goroutines. */
async function* sectionHead(dump: Dump, index: number, readLines: ReadLines): AsyncGenerator<string> {
  const { title, line, kind } = dump.sections[index]!;
  if (dump.sections.length > 1) yield `${dumpTitle(sectionName(dump.sections[index]!, index))}\n`;
  const to = await firstLine(dump, index, readLines);
  // What another dump has said in between belongs to that.
  const from = Math.max(line, lineAfterOthers(dump, index, to));
  if (from > line && line < to && kind !== 'races') yield `${title}\n`;
  const preamble = await preambleText(from, to, readLines);
  if (preamble !== '') yield `${preamble}\n`;
}

/** What the processes of dumps that are shown as one have said before their goroutines. */
function titlesText(dump: Dump, groups: readonly DedupGroup[]): readonly string[] {
  const sections = new Set<Section | undefined>();
  for (const { members } of groups) for (const member of members) sections.add(sectionOf(dump, member));
  const times = new Map<string, number>();
  for (const section of sections) {
    if (section?.kind !== 'goroutines' || section.title === '') continue;
    times.set(section.title, (times.get(section.title) ?? 0) + 1);
  }
  const titles = Array.from(times, ([title, count]) => (count === 1 ? title : `${count} times:\n${title}`));
  if (titles.length > preambleLines) titles.splice(preambleLines, Infinity, '…');
  return titles.length === 0 ? [] : [`${titles.join('\n')}\n`];
}

/** The line of a section's first entry: of its head if that is a profile, of its first report if it has races. */
async function firstLine(dump: Dump, index: number, readLines: ReadLines): Promise<number> {
  const { kind, line, firstGoroutine } = dump.sections[index]!;
  const entry = dump.goroutines.line[firstGoroutine]!;
  if (kind === 'profile') return (await profileHead(dump, firstGoroutine, readLines))?.line ?? entry;
  return (
    dump.races.find((race) => kind === 'races' && race.line >= line && race.endLine > entry)?.line ?? entry
  );
}

/** The line after all entries before a section that stand above line `to`. */
function lineAfterOthers({ goroutines, races, sections }: Dump, index: number, to: number): number {
  const { firstGoroutine } = sections[index]!;
  const race = races[lastIndex(races.length, (n) => races[n]!.endLine <= to)];
  return Math.max(firstGoroutine > 0 ? goroutines.endLine[firstGoroutine - 1]! : 0, race?.endLine ?? 0);
}

async function preambleText(from: number, to: number, readLines: ReadLines): Promise<string> {
  const lines = await readLines(from, Math.min(to, from + preambleLines));
  return lines.join('\n').trimEnd().replace(/^\n+/, '');
}

/** Goroutines, and what loggers have of them. */
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
    // As between the threads of GOTRACEBACK=crash, or the goroutine would begin another dump.
    if (isRepeated) yield `${threadSeparator}\n`;
    yield groupText(dump, group, await goroutineLines(dump, group, readLines));
  }
}

/** Of the group's first goroutine. */
function goroutineLines(
  { goroutines: { line, endLine } }: Dump,
  { members }: DedupGroup,
  readLines: ReadLines,
): Promise<readonly string[]> {
  return readLines(line[members[0]!]!, endLine[members[0]!]!);
}

/** @param lines of the group's first goroutine */
function groupText(dump: Dump, { members, count }: DedupGroup, lines: readonly string[]): string {
  const [headerText = '', ...rest] = lines;
  if (members.length === 1) return [headerText, ...rest, ''].join('\n');
  const ids = members
    .slice(0, idsShown)
    .flatMap((member) => goroutineId(dump.goroutines, member) ?? [])
    .map(String);
  // A logger's stack has no header to stand below.
  if (ids.length === 0) return [`${count} times:`, headerText, ...rest, ''].join('\n');
  if (members.length > idsShown) ids.push('…');
  const times = `${count} times: [${ids.join(', ')}]`;
  const isDedup = rest[0] !== undefined && readCountLine(rest[0]) !== undefined;
  return [headerText, times, ...rest.slice(isDedup ? 1 : 0), ''].join('\n');
}

/** The records of a profile after their head, as they are read as such. */
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

/** How far above a profile's first record its head is looked for. */
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

/** The reports that have the groups' accesses, as they stand in the text. */
async function* raceTexts(
  dump: Dump,
  groups: readonly DedupGroup[],
  readLines: ReadLines,
): AsyncGenerator<string> {
  for (const { first, count: times } of alikeRaces(dump, groups)) {
    const text = await readLines(first.line, first.endLine);
    yield [...(times > 1 ? [`${times} times:`] : []), ...text.slice(first.count > 1 ? 1 : 0), ''].join('\n');
  }
}

/** What all members of a group are. */
function kindOf(dump: Dump, { members }: DedupGroup): SectionKind | undefined {
  const first: GoroutineIndex = members[0]!;
  return sectionOf(dump, first)?.kind;
}
