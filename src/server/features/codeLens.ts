import type { CancellationToken, CodeLens, Command, Position } from 'vscode-languageserver';
import {
  blockedSummary,
  countText,
  fileAndLine,
  type FrameText,
  type GoroutineGroup,
  numberText,
  partWords,
  type SectionKind,
  sectionOf,
} from '../../core';
import { commands, dedupView, type Frame } from '../../protocol';
import type { Feature } from '../context';
import type { DumpDocument } from '../dumps/dumpDocument';
import type { DedupedDumps } from '../dumps/dumpStore';
import type { KnownFindings } from '../dumps/knownFindings';
import { type GroupInDump, type GroupOfSection, groupsInDump } from '../requests/dedupGroups';
import { groupsWithLenses } from '../requests/groupsWithLenses';
import type { Resolve } from '../source/resolve';
import { inTurns } from '../turns';
import { sourceFrame } from './sourceFrame';
import { relativePath, type Title, title } from './title';

export const codeLensFeature: Feature = {
  capabilities: { codeLensProvider: { resolveProvider: true } },
  register(context) {
    const { connection, dumps } = context;
    connection.onCodeLens(
      context.forDump([], (document, _, token) =>
        context.settings.codeLens
          ? codeLenses(document, dumps, context.findings, context.resolve, token)
          : [],
      ),
    );
    connection.onCodeLensResolve((lens) =>
      context.guarded(lens, () => resolveCodeLens(lens, context.resolve, context.folders)),
    );
  },
};

/** More lenses slow an editor down. The lenses of the last group may exceed the limit. */
const maxLenses = 5000;

/** Data of an unresolved lens: the frame whose target is looked up when the lens becomes visible. */
interface FrameLens {
  readonly uri: string;
  readonly frame: Frame;
}

/**
 * Lenses above the first line, with what blocks goroutines and whether no source is found, and lenses for the first goroutine
 * of each group. Those above its header show the count of the group and its part in a finding. The lens above each user-code
 * frame shows the frame's target.
 */
export async function codeLenses(
  document: DumpDocument,
  dumps: DedupedDumps,
  findings: KnownFindings,
  resolve: Resolve,
  token: CancellationToken,
): Promise<CodeLens[]> {
  const groups = groupsWithLenses(document);
  const withoutSource = await frameWithoutSource(document, groups, resolve);
  const lenses = [
    ...summaryLens(document, dumps, findings),
    ...(withoutSource === undefined ? [] : noSourceLens(document, withoutSource)),
  ];
  const isDedup = dedupView(document.uri) !== undefined;
  const groupInDump = groupsInDump(document, dumps);
  for await (const { group, section } of inTurns(groups, token)) {
    if (lenses.length >= maxLenses) break;
    const line = document.dump.goroutines.line[group.members[0]!]!;
    const inDump = groupInDump({ group, section });
    const kind = sectionOf(document.dump, group.members[0]!)?.kind;
    const commandsOfGroup = [
      ...groupCommands(isDedup ? { ...inDump, group } : inDump, kind, startOf(inDump), isDedup),
      ...findingCommands(inDump, findings),
    ];
    for (const command of kind === 'races' ? [] : commandsOfGroup) {
      lenses.push({ range: document.range(line, { start: 0, end: 0 }), command });
    }
    if (withoutSource !== undefined) continue;
    for (const frame of userFrames(document, group)) {
      const data: FrameLens = { uri: document.uri, frame: sourceFrame(frame) };
      lenses.push({ range: document.range(frame.functionLine, { start: 0, end: 0 }), data });
    }
  }
  return lenses;
}

/** Number of user-code frames whose source is looked for, to know whether any has one. */
const maxLookups = 20;
/** In milliseconds. Lenses do not wait longer; they are asked for again once the workspace is indexed. */
const maxLookupTime = 500;

/**
 * The first frame of user code, if neither it nor any of the frames after it that are looked at has a source. A lens that
 * says so above each frame would be noise. Undefined as long as the workspace is not indexed.
 */
async function frameWithoutSource(
  document: DumpDocument,
  groups: readonly GroupOfSection[],
  resolve: Resolve,
): Promise<Frame | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((end) => {
    timer = setTimeout(end, maxLookupTime, undefined);
  });
  const found = await Promise.race([late, firstWithoutSource(firstUserFrames(document, groups), resolve)]);
  clearTimeout(timer);
  return found;
}

async function firstWithoutSource(frames: readonly Frame[], resolve: Resolve): Promise<Frame | undefined> {
  for (const frame of frames) if ((await resolve(frame)).targets.length > 0) return undefined;
  return frames[0];
}

function firstUserFrames(document: DumpDocument, groups: readonly GroupOfSection[]): readonly Frame[] {
  const frames = new Map<string, Frame>();
  for (const { group } of groups) {
    const { frames: own, createdBy } = group.stack;
    for (const frame of [...own, ...(createdBy === undefined ? [] : [createdBy])]) {
      if (document.isUserCode(frame)) frames.set(frameKey(frame), frame);
      if (frames.size >= maxLookups) return [...frames.values()];
    }
  }
  return [...frames.values()];
}

/** Says once that no source is found, and leads to where it was looked for. */
function noSourceLens(document: DumpDocument, { function: name, file, line }: Frame): CodeLens[] {
  const start = { line: 0, character: 0 };
  const frame = { function: name, file, line };
  const command = lensCommand(title`no source found for this dump`, commands.openFrame, [
    document.uri,
    frame,
  ]);
  return [{ range: { start, end: start }, command }];
}

/** Adds the target of a frame to its lens. */
export async function resolveCodeLens(
  lens: CodeLens,
  resolve: Resolve,
  folders: readonly string[],
): Promise<CodeLens> {
  const data = lens.data as FrameLens | undefined;
  if (data === undefined) return lens; // already has a command, or is not one of ours
  const { uri, frame } = data;
  const { targets } = await resolve(frame);
  const location = title`${fileAndLine(frame.file, frame.line)}`;
  const [target] = targets;
  let text = title`${location}: no source found`;
  if (targets.length > 1) text = title`${location} → ${targets.length} files`;
  else if (target !== undefined) {
    const moved = target.stale === undefined ? '' : `:${target.line} (source has changed)`;
    text = title`${location} → ${relativePath(target.uri, folders)}${moved}`;
  }
  return { range: lens.range, command: lensCommand(text, commands.openFrame, [uri, frame]) };
}

/** The position that the commands of a lens start from. */
interface StartPosition extends Position {
  readonly uri: string;
}

function groupCommands(
  { group, shown }: GroupInDump,
  kind: SectionKind | undefined,
  start: StartPosition,
  isDedup: boolean,
): Command[] {
  const args = [start.uri, start.line, ...(start.character === 0 ? [] : [start.character])];
  const { count, members } = group;
  const all = countText(count, kind === 'stacks' ? 'time' : 'goroutine');
  const several = shown === undefined ? all : `${numberText(shown + 1)} of ${all}`;
  const text = title`${count === 1 ? 'the only one' : several} with this stack`;
  const lenses = [lensCommand(text, commands.showInTree, args)];
  if (members.length > 1 && !isDedup) {
    lenses.push(
      lensCommand(title`next`, commands.nextGoroutine, args),
      lensCommand(title`previous`, commands.previousGoroutine, args),
    );
  }
  lenses.push(lensCommand(title`show in tree`, commands.showInTree, args));
  return lenses;
}

function startOf({ dump, group, shown = 0 }: GroupInDump): StartPosition {
  return { uri: dump.uri, ...dump.position(dump.dump.goroutines.line[group.members[shown]!]!) };
}

/** A lens for the most certain finding that the group takes part in. It is last, so that the others do not move. */
function findingCommands({ dump, group, shown = 0 }: GroupInDump, findings: KnownFindings): Command[] {
  const [part] = findings.partsOf(dump.dump, group.members);
  if (part === undefined) return [];
  const { finding, step } = part;
  const isFirst = findings.partsOf(dump.dump, group.members.slice(shown, shown + 1)).includes(part);
  const text = `${whichOf(step.count, group.count, isFirst)}${partWords(finding, step)}`;
  return [lensCommand(title`${text}`, commands.showFinding, [dump.uri, finding.id])];
}

/** Of a lens about several goroutines, which stands above one of them: `1 of 820 that `. */
function whichOf(count: number, groupCount: number, isFirst: boolean): string {
  if (!isFirst) return `${numberText(count)} of ${numberText(groupCount)} `;
  return count === 1 ? '' : `1 of ${numberText(count)} that `;
}

/** What blocks goroutines of the dump, above its first line. */
function summaryLens(document: DumpDocument, dumps: DedupedDumps, findings: KnownFindings): CodeLens[] {
  const dump = dumps.dedupedFrom(document);
  const known = findings.of(dump.dump);
  const [first] = known;
  const summary = blockedSummary(known);
  if (first === undefined || summary === '') return [];
  const start = { line: 0, character: 0 };
  const command = lensCommand(title`${summary}`, commands.showFinding, [dump.uri, first.id]);
  return [{ range: { start, end: start }, command }];
}

function lensCommand(text: Title, command: string, args: readonly (string | number | Frame)[]): Command {
  return { title: text, command, arguments: [...args] };
}

function* userFrames(document: DumpDocument, group: GoroutineGroup): Generator<FrameText> {
  const { frames, createdBy } = group.stack;
  const userKeys = new Set(
    [...frames, ...(createdBy === undefined ? [] : [createdBy])].filter(document.isUserCode).map(frameKey),
  );
  const { line, endLine } = document.dump.goroutines;
  const first = group.members[0]!;
  let count = 0;
  for (const frame of document.framesBetween(line[first]! + 1, endLine[first]!)) {
    if (frame.kind === 'ancestor' || !userKeys.has(frameKey(sourceFrame(frame)))) continue;
    yield frame;
    if (++count >= maxLenses) return;
  }
}

function frameKey({ function: name, file, line }: Frame): string {
  return `${name}\n${file}\n${line}`;
}
