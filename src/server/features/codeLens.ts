import type { CodeLens, Command, Position } from 'vscode-languageserver';
import { type FrameText, type GoroutineGroup, type SectionKind, sectionOf } from '../../core';
import { commands, dedupView, type Frame } from '../../protocol';
import type { Feature } from '../context';
import type { DumpDocument, SourceDumps } from '../dumps/documentDumps';
import { sourceSections } from '../requests/dedup';
import type { Resolve } from '../source/resolve';
import { sourceFrame } from './frameAt';
import { clipped, goroutineCount, relativePath } from './wording';

export const codeLensFeature: Feature = {
  capabilities: { codeLensProvider: { resolveProvider: true } },
  register(context) {
    const { connection, dumps } = context;
    connection.onCodeLens(
      context.forDump([], (document) => (context.settings.codeLens ? codeLenses(document, dumps) : [])),
    );
    connection.onCodeLensResolve((lens) =>
      context.guarded(lens, () => resolveCodeLens(lens, context.resolve, context.folders)),
    );
  },
};

/** Lenses of smaller groups than these many largest are not missed, and each costs the editor something. */
const groupsShown = 1000;
/** More lenses slow an editor down. The last group may exceed this by its frames, of which as many count. */
const lensesShown = 5000;

/** What an unresolved lens carries: a frame whose target is looked up when the lens comes into view. */
interface FrameLens {
  readonly uri: string;
  readonly frame: Frame;
}

/** Over each group's first goroutine what it is one of, and over its frames in the user's code where they lead. */
export function codeLenses(document: DumpDocument, dumps: SourceDumps): CodeLens[] {
  const lenses: CodeLens[] = [];
  const isDedup = dedupView(document.uri) !== undefined;
  const sourceLine = sourceLines(document, dumps);
  for (const { group, section } of groupsOf(document)) {
    if (lenses.length >= lensesShown) break;
    const line = document.dump.goroutines.line[group.members[0]!]!;
    const source = isDedup
      ? sourceLine({ group, section })
      : { uri: document.uri, ...document.position(line) };
    const kind = sectionOf(document.dump, group.members[0]!)?.kind;
    for (const command of kind === 'races' ? [] : groupCommands(group, kind, source, isDedup)) {
      lenses.push({ range: document.range(line, { start: 0, end: 0 }), command });
    }
    for (const frame of userFrames(document, group)) {
      const data: FrameLens = { uri: document.uri, frame: sourceFrame(frame) };
      lenses.push({ range: document.range(frame.functionLine, { start: 0, end: 0 }), data });
    }
  }
  return lenses;
}

interface GroupOfSection {
  readonly group: GoroutineGroup;
  /** Undefined if all sections are shown as one. */
  readonly section: number | undefined;
}

/** The largest groups of all the document's dumps. */
function groupsOf(document: DumpDocument): readonly GroupOfSection[] {
  return document.shownSections
    .flatMap((section) => document.groups('stack', section).map((group) => ({ group, section })))
    .sort((a, b) => b.group.count - a.group.count)
    .slice(0, groupsShown);
}

/** Says where a frame leads. */
export async function resolveCodeLens(
  lens: CodeLens,
  resolve: Resolve,
  folders: readonly string[],
): Promise<CodeLens> {
  const data = lens.data as FrameLens | undefined;
  if (data === undefined) return lens; // one that has its command, or not one of ours
  const { uri, frame } = data;
  const { targets } = await resolve(frame);
  const place = `${clipped(frame.file.slice(frame.file.search(/[^/\\]*$/)))}:${frame.line}`;
  const [target] = targets;
  let title = `${place}: no source found`;
  if (targets.length > 1) title = `${place} → ${targets.length} places`;
  else if (target !== undefined) {
    const moved = target.stale === undefined ? '' : `:${target.line} (source has changed)`;
    title = `${place} → ${relativePath(target.uri, folders)}${moved}`;
  }
  return { range: lens.range, command: { title, command: commands.openFrame, arguments: [uri, frame] } };
}

/** Where the commands of a lens start from. */
interface Source extends Position {
  readonly uri: string;
}

function groupCommands(
  { count, members }: GoroutineGroup,
  kind: SectionKind | undefined,
  source: Source,
  isDedup: boolean,
): Command[] {
  const command = (title: string, name: string): Command => ({
    title,
    command: name,
    arguments: [source.uri, source.line, ...(source.character === 0 ? [] : [source.character])],
  });
  const several = kind === 'stacks' ? `${count.toLocaleString('en')} times` : goroutineCount(count);
  const title = `${count === 1 ? 'the only one' : several} with this stack`;
  const lenses = [command(title, commands.showInTree)];
  if (members.length > 1 && !isDedup) {
    lenses.push(command('next', commands.nextGoroutine), command('previous', commands.previousGoroutine));
  }
  lenses.push(command('show in tree', commands.showInTree));
  return lenses;
}

function* userFrames(document: DumpDocument, group: GoroutineGroup): Generator<FrameText> {
  const { frames, createdBy } = group.stack;
  const users = new Set(
    [...frames, ...(createdBy === undefined ? [] : [createdBy])].filter(document.isUserCode).map(frameKey),
  );
  const { line, endLine } = document.dump.goroutines;
  const first = group.members[0]!;
  let count = 0;
  for (const frame of document.framesBetween(line[first]! + 1, endLine[first]!)) {
    if (frame.kind === 'ancestor' || !users.has(frameKey(sourceFrame(frame)))) continue;
    yield frame;
    if (++count >= lensesShown) return;
  }
}

function frameKey({ function: name, file, line }: Frame): string {
  return `${name}\n${file}\n${line}`;
}

/** Tells where a group's first goroutine stands in the dump that the deduplicated document was made from. */
function sourceLines(document: DumpDocument, dumps: SourceDumps): (shown: GroupOfSection) => Source {
  const source = dumps.source(document);
  const sourceSection = sourceSections(document, source);
  const bySection = new Map<number | undefined, ReadonlyMap<string, GoroutineGroup>>();
  return ({ group, section }) => {
    let groups = bySection.get(section);
    if (groups === undefined) {
      groups = new Map(source.groups('stack', sourceSection(section)).map((each) => [each.id, each]));
      bySection.set(section, groups);
    }
    const same = groups.get(group.id);
    const [place, { members }] = same === undefined ? [document, group] : [source, same];
    return { uri: place.uri, ...place.position(place.dump.goroutines.line[members[0]!]!) };
  };
}
