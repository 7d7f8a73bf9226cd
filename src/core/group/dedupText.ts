import { lastIndex } from '../bytes/lastIndex';
import { dumpTitle, readCountLine, threadSeparator } from '../lines/dedup';
import { type LineAt, linesBetween } from '../lines/lineAt';
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
 * @param lineAt gives the dump's own text
 */
export function dedupText(dump: Dump, sections: readonly DedupSection[], lineAt: LineAt): string {
  return sections
    .filter(({ groups }) => groups.length > 0)
    .flatMap(({ section, groups }) => [
      ...(section === undefined ? [] : sectionHead(dump, section, lineAt)),
      ...raceTexts(dump, groups, lineAt),
      ...profileTexts(dump, groups, lineAt),
      ...(section === undefined ? titlesText(dump, groups) : []),
      ...goroutineTexts(dump, groups, lineAt),
    ])
    .join('\n');
}

/** The title of one of several dumps, and what the process printed before its goroutines. */
function sectionHead(dump: Dump, index: number, lineAt: LineAt): readonly string[] {
  const { title, line, kind } = dump.sections[index]!;
  const heading =
    dump.sections.length > 1 ? [`${dumpTitle(sectionName(dump.sections[index]!, index))}\n`] : [];
  const to = firstLine(dump, index, lineAt);
  // What another dump has said in between belongs to that.
  const from = Math.max(line, lineAfterOthers(dump, index, to));
  const isCut = from > line && line < to && kind !== 'races';
  return [...heading, ...(isCut ? [`${title}\n`] : []), ...preambleText(from, to, lineAt)];
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
function firstLine(dump: Dump, index: number, lineAt: LineAt): number {
  const { kind, line, firstGoroutine } = dump.sections[index]!;
  const entry = dump.goroutines.line[firstGoroutine]!;
  if (kind === 'profile') return profileHeadLine(dump, firstGoroutine, lineAt) ?? entry;
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

function preambleText(from: number, to: number, lineAt: LineAt): readonly string[] {
  const text = linesBetween(lineAt, from, Math.min(to, from + preambleLines))
    .join('\n')
    .trimEnd()
    .replace(/^\n+/, '');
  return text === '' ? [] : [`${text}\n`];
}

/** Goroutines, and what loggers have of them. */
function goroutineTexts(dump: Dump, groups: readonly DedupGroup[], lineAt: LineAt): readonly string[] {
  const ids = new Set<number | undefined>();
  return groups.flatMap((group) => {
    const kind = kindOf(dump, group);
    if (kind === 'races' || kind === 'profile') return [];
    const text = groupText(dump, group, lineAt);
    const id = goroutineId(dump.goroutines, group.members[0]!);
    const isRepeated = kind === 'goroutines' && id !== 0 && ids.has(id);
    ids.add(id);
    // As between the threads of GOTRACEBACK=crash, or the goroutine would begin another dump.
    return isRepeated ? [`${threadSeparator}\n`, text] : [text];
  });
}

function groupText(dump: Dump, { members, count }: DedupGroup, lineAt: LineAt): string {
  const { line, endLine } = dump.goroutines;
  const first = members[0]!;
  const [headerText = '', ...rest] = linesBetween(lineAt, line[first]!, endLine[first]!);
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
function profileTexts(dump: Dump, groups: readonly DedupGroup[], lineAt: LineAt): readonly string[] {
  const counted = groups.filter((group) => kindOf(dump, group) === 'profile');
  const [first] = counted;
  if (first === undefined) return [];
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const { firstGoroutine } = sectionOf(dump, first.members[0]!)!;
  const head = profileHeadLine(dump, firstGoroutine, lineAt);
  const headText = head === undefined ? 'goroutine profile: total 0' : lineAt(head);
  const { line, endLine } = dump.goroutines;
  return [
    headText.replace(/\d+\s*$/, String(total)),
    ...counted.map(({ members, count }) => {
      const record = linesBetween(lineAt, line[members[0]!]!, endLine[members[0]!]!);
      return [record[0]!.replace(/^\d+/, String(count)), ...record.slice(1), ''].join('\n');
    }),
  ];
}

/** How far above a profile's first record its head is looked for. */
const headDistance = 20;

function profileHeadLine(dump: Dump, firstGoroutine: GoroutineIndex, lineAt: LineAt): number | undefined {
  const first = dump.goroutines.line[firstGoroutine]!;
  for (let line = first - 1; line >= Math.max(0, first - headDistance); line--) {
    if (readProfileHeadLine(lineAt(line))?.total !== undefined) return line;
  }
  return undefined;
}

/** The reports that have the groups' accesses, as they stand in the text. */
function raceTexts(dump: Dump, groups: readonly DedupGroup[], lineAt: LineAt): readonly string[] {
  return alikeRaces(dump, groups).map(({ first, count: times }) => {
    const text = linesBetween(lineAt, first.line, first.endLine);
    return [...(times > 1 ? [`${times} times:`] : []), ...text.slice(first.count > 1 ? 1 : 0), ''].join('\n');
  });
}

/** What all members of a group are. */
function kindOf(dump: Dump, { members }: DedupGroup): SectionKind | undefined {
  const first: GoroutineIndex = members[0]!;
  return sectionOf(dump, first)?.kind;
}
