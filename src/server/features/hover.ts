import { type Hover, MarkupKind } from 'vscode-languageserver';
import { goroutineAt, readHeader, type FrameText, stateMeaning } from '../../core';
import type { Resolution, SourceTarget } from '../../protocol';
import type { DumpDocument } from '../dumps';
import { type Position, sourceFrame, type Target } from './frameAt';
import { codeBlock, codeSpan, escapeMarkdown } from './markdown';
import type { Resolve } from './resolve';
import { targetAt } from './target';
import { usesOf } from './uses';
import { goroutineCount } from './wording';

/** Lines of source shown above and below the frame's. */
const context = 3;
/** A source line longer than this is generated. */
const lineLength = 200;
const goroutinesListed = 20;

export type ReadSource = (uri: string) => Promise<string | undefined>;

/** A frame: where it leads and how many pass through. A state: what it means. An address: who shares it. */
export async function hover(
  document: DumpDocument,
  position: Position,
  resolve: Resolve,
  readSource: ReadSource,
): Promise<Hover | null> {
  const target = targetAt(document, position);
  if (target === undefined) return null;
  const paragraphs = await describe(document, target, position, resolve, readSource);
  if (paragraphs.length === 0) return null;
  return { contents: { kind: MarkupKind.Markdown, value: paragraphs.join('\n\n') }, range: target.range };
}

async function describe(
  document: DumpDocument,
  target: Target,
  position: Position,
  resolve: Resolve,
  readSource: ReadSource,
): Promise<string[]> {
  switch (target.kind) {
    case 'function':
    case 'file': {
      const resolution = await resolve(sourceFrame(target.frame));
      return [
        codeSpan(target.frame.name),
        ...(await describeSource(resolution, readSource)),
        passingThrough(document, target.frame),
      ];
    }
    case 'state': {
      const { state, waitMinutes } = readHeader(document.lineAt(position.line))!;
      const meaning =
        stateMeaning(state.reason) ?? 'A state that no Go version up to 1.27 is known to print.';
      const minutes = `For at least ${waitMinutes} minutes: the time since the garbage collector first saw it blocked.`;
      return [
        `**${escapeMarkdown(state.reason)}**: ${meaning}`,
        ...(waitMinutes > 0 ? [minutes] : []),
        ...(state.leaked ? ['Leaked: the garbage collector has proven that nothing can wake it up.'] : []),
        ...(state.durable ? ['Durably blocked: only its synctest bubble can wake it up.'] : []),
        ...(state.lockedToThread ? ['Locked to its thread by runtime.LockOSThread.'] : []),
      ];
    }
    case 'address':
      return [sharing(document, target)];
    case 'goroutine':
      return [];
  }
}

async function describeSource(
  { targets, web, lookedIn }: Resolution,
  readSource: ReadSource,
): Promise<string[]> {
  const [target, ...others] = targets;
  if (target === undefined) {
    const looked = lookedIn.length === 0 ? '' : ` Looked in: ${lookedIn.map(escapeMarkdown).join('; ')}.`;
    const link = web === undefined ? [] : [`[Source on the web](${web})`];
    return [`No source found.${looked}`, ...link];
  }
  const excerpt = await sourceExcerpt(target, readSource);
  return [
    escapeMarkdown(target.why),
    ...(target.drift === undefined
      ? []
      : [`**The source has changed:** ${escapeMarkdown(target.drift.message)}`]),
    ...(excerpt === undefined ? [] : [excerpt]),
    ...(others.length === 0 ? [] : [`${others.length} more places fit as well.`]),
  ];
}

async function sourceExcerpt(
  { uri, line }: SourceTarget,
  readSource: ReadSource,
): Promise<string | undefined> {
  const source = (await readSource(uri))?.split(/\r?\n/);
  if (source === undefined) return undefined;
  const from = Math.max(0, line - 1 - context);
  const lines = source.slice(from, line + context).map((text, index) => {
    const number = from + index + 1;
    return `${number === line ? '→' : ' '} ${String(number).padStart(5)}  ${text.slice(0, lineLength)}`;
  });
  return codeBlock(lines.join('\n'), 'go');
}

/** How many goroutines have the function, and the very line, on their stacks. */
function passingThrough(document: DumpDocument, frame: FrameText): string {
  const { dump } = document;
  let inFunction = 0;
  let onLine = 0;
  const passes = dump.stacks.map(({ frames, createdBy }) => {
    const all = frame.kind === 'createdBy' ? (createdBy === undefined ? [] : [createdBy]) : frames;
    const same = all.filter((other) => other.function === frame.name);
    const line = same.some((other) => other.file === frame.file.file && other.line === frame.file.line);
    return line ? 2 : same.length > 0 ? 1 : 0;
  });
  for (let index = 0; index < dump.goroutines.count; index++) {
    const pass = passes[dump.goroutines.stack[index]!]!;
    const times = dump.goroutines.times[index]!;
    if (pass > 0) inFunction += times;
    if (pass > 1) onLine += times;
  }
  const verb = frame.kind === 'createdBy' ? 'created here' : 'at this line';
  const all = frame.kind === 'createdBy' ? 'created by the function' : 'in the function';
  return `${goroutineCount(onLine)} ${verb}, ${inFunction.toLocaleString('en')} ${all}.`;
}

function sharing(document: DumpDocument, target: Extract<Target, { kind: 'address' }>): string {
  const owners = new Set<number>();
  for (const { start } of usesOf(document, target)) {
    const index = goroutineAt(document.dump, start.line);
    if (index !== undefined) owners.add(document.dump.goroutines.id[index]!);
  }
  if (owners.size <= 1) return `${codeSpan(target.address)} stands in this goroutine alone.`;
  const ids = [...owners].slice(0, goroutinesListed).join(', ');
  const more = owners.size > goroutinesListed ? ', …' : '';
  return `${codeSpan(target.address)} stands in ${goroutineCount(owners.size)}: ${ids}${more}`;
}
