import { type CancellationToken, type Hover, type Position } from 'vscode-languageserver';
import {
  goroutinesIn,
  countText,
  goroutineAt,
  goroutineId,
  numberText,
  readHeader,
  type FrameText,
  sectionOf,
  stateMeaning,
  spokenWaitText,
} from '../../core';
import type { Frame, SourceTarget } from '../../protocol';
import type { Feature } from '../context';
import type { DumpDocument } from '../dumps/dumpDocument';
import type { Resolve } from '../source/resolve';
import { describeGoroutine, describeMissing } from './goroutineHover';
import { hoverActions } from './hoverActions';
import { type ShownGoroutine, shownGoroutine } from './shownGoroutine';
import { describeParts, type FindingPartAt, findingsAt } from './findingParts';
import { sourceFrame } from './sourceFrame';
import { codeBlock, codeSpan, joined, type Markdown, markdown, markupContent, ownText } from './markdown';
import { type DumpElement, elementAt } from './elementAt';
import { uses } from './uses';
import { relativePath } from './title';

export const hoverFeature: Feature = {
  capabilities: { hoverProvider: true },
  register(context) {
    const { connection, resolve, readSource: read, findings, dumps } = context;
    connection.onHover(
      context.forDump(null, (document, { position }, token) => {
        const partsAt = (line: number) => findingsAt(document, line, dumps, findings);
        const goroutineAtLine = (line: number, id?: number) => shownGoroutine(document, line, dumps, id);
        const { folders, commandLinks } = context;
        const background = { resolve, read, folders, commandLinks, partsAt, goroutineAtLine };
        return hover(document, position, background, token);
      }),
    );
  },
};

/** Lines of source shown above and below the frame's line. */
const contextLines = 3;
/** In UTF-16 units. A longer source line is generated, and is cut. */
const lineLength = 200;
const maxListed = 20;

/** What a hover may show beside the dump. */
interface Background {
  readonly resolve: Resolve;
  readonly read: (uri: string) => Promise<string | undefined>;
  /** Uris without a trailing slash. */
  readonly folders: readonly string[];
  /** What the goroutine at a line of the dump's text does in known findings. */
  readonly partsAt: (line: number) => readonly FindingPartAt[];
  /** The goroutine at a line of the dump's text, or another one of its process with the id. */
  readonly goroutineAtLine: (line: number, id?: number) => ShownGoroutine | undefined;
  /** Whether links may run the client's commands. */
  readonly commandLinks: boolean;
}

/**
 * The source of a frame, what its goroutine waits for, and how many goroutines have the frame; the meaning of a state; or the
 * goroutines that share an address.
 */
export async function hover(
  document: DumpDocument,
  position: Position,
  background: Background,
  token: CancellationToken,
): Promise<Hover | null> {
  const element = elementAt(document, position);
  if (element === undefined) return null;
  const paragraphs = await describe(document, element, background, token);
  if (paragraphs.length === 0) return null;
  const actions = background.commandLinks ? await actionsOf(document, element, background) : [];
  return {
    contents: markupContent([...paragraphs, ...actions]),
    range: document.range(element.span.line, element.span),
  };
}

async function describe(
  document: DumpDocument,
  element: DumpElement,
  background: Background,
  token: CancellationToken,
): Promise<Markdown[]> {
  switch (element.kind) {
    case 'function':
    case 'file': {
      return [
        codeSpan(element.frame.name),
        ...describeParts(background.partsAt(element.span.line)),
        ...(await describeSource(sourceFrame(element.frame), background)),
        passingThrough(document, element.frame),
      ];
    }
    case 'state': {
      const { state, waitMinutes } = readHeader(document.lineAt(element.span.line))!;
      const meaning =
        stateMeaning(state.reason) ?? 'A state that no Go version up to 1.27 is known to print.';
      const minutes = markdown`For at least ${spokenWaitText({ min: waitMinutes, max: waitMinutes })}: the time since the garbage collector first saw it blocked.`;
      return [
        markdown`**${state.reason}**: ${ownText(meaning)}`,
        ...(waitMinutes > 0 ? [minutes] : []),
        ...(state.leaked
          ? [ownText('Leaked: the garbage collector has proven that nothing can wake it up.')]
          : []),
        ...(state.durable ? [ownText('Durably blocked: only its synctest bubble can wake it up.')] : []),
        ...(state.lockedToThread ? [ownText('Locked to its thread by runtime.LockOSThread.')] : []),
        ...describeParts(background.partsAt(element.span.line)),
      ];
    }
    case 'address':
      return [await sharing(document, element, token)];
    case 'goroutine': {
      const found = background.goroutineAtLine(element.span.line, element.id);
      return found === undefined ? [...describeMissing(element.id)] : [...describeGoroutine(found)];
    }
  }
}

async function actionsOf(
  document: DumpDocument,
  element: DumpElement,
  { goroutineAtLine, resolve }: Background,
): Promise<readonly Markdown[]> {
  if (element.kind === 'address') return [];
  const { line } = element.span;
  const here = goroutineAtLine(line);
  const goroutine = element.kind === 'goroutine' ? goroutineAtLine(line, element.id) : here;
  const isFrame = element.kind === 'function' || element.kind === 'file';
  const frame = isFrame ? sourceFrame(element.frame) : goroutine && headlineOf(goroutine);
  const hasSource = frame !== undefined && (await resolve(frame)).targets.length > 0;
  return hoverActions({
    uri: document.uri,
    goroutine,
    frame: hasSource ? frame : undefined,
    isElsewhere: goroutine?.index !== here?.index || goroutine?.dump !== document,
  });
}

function headlineOf({ dump, index }: ShownGoroutine): Frame | undefined {
  const headline = dump.creatorsNear(index).groupOf(index)?.headline;
  return headline && { function: headline.function, file: headline.file, line: headline.line };
}

async function describeSource(frame: Frame, source: Background): Promise<Markdown[]> {
  const { targets, web, lookedIn } = await source.resolve(frame);
  const [target, ...others] = targets;
  if (target === undefined) {
    const places = joined(
      lookedIn.map((place) => markdown`${place}`),
      '; ',
    );
    return [
      lookedIn.length === 0 ? ownText('No source found.') : markdown`No source found. Looked in: ${places}.`,
      ...(web === undefined ? [] : [ownText(`[Source on the web](${web})`)]),
    ];
  }
  const excerpt = await sourceExcerpt(target, source);
  return [
    codeSpan(`${relativePath(target.uri, source.folders)}:${target.line}`),
    markdown`${target.why}`,
    ...(target.stale === undefined ? [] : [markdown`**The source has changed:** ${target.stale.message}`]),
    ...(excerpt === undefined ? [] : [excerpt]),
    ...(others.length === 0
      ? []
      : [markdown`${others.length} more ${others.length === 1 ? 'file matches' : 'files match'}.`]),
  ];
}

async function sourceExcerpt(
  { uri, line }: SourceTarget,
  { read }: Background,
): Promise<Markdown | undefined> {
  const text = (await read(uri))?.split(/\r?\n/);
  if (text === undefined) return undefined;
  const from = Math.max(0, line - 1 - contextLines);
  const lines = text.slice(from, line + contextLines).map((code, index) => {
    const number = from + index + 1;
    return `${number === line ? '→' : ' '} ${String(number).padStart(5)}  ${code.slice(0, lineLength)}`;
  });
  return codeBlock(lines, 'go');
}

/** How many goroutines have the function, and this line of it, on their stacks. */
function passingThrough(document: DumpDocument, frame: FrameText): Markdown {
  const { dump } = document;
  let inFunction = 0;
  let onLine = 0;
  let stacks = 0;
  const passes = dump.stacks.map(({ frames, createdBy }) => {
    const all = frame.kind === 'createdBy' ? (createdBy === undefined ? [] : [createdBy]) : frames;
    const same = all.filter((other) => other.function === frame.name);
    const line = same.some((other) => other.file === frame.file.file && other.line === frame.file.line);
    return line ? 2 : same.length > 0 ? 1 : 0;
  });
  for (const section of dump.sections) {
    const hasStacks = section.kind === 'stacks' || section.kind === 'races';
    for (const index of goroutinesIn(section)) {
      const pass = passes[dump.goroutines.stack[index]!]!;
      const entryCount = dump.goroutines.count[index]!;
      if (pass > 0 && hasStacks) stacks += entryCount;
      else if (pass > 0) inFunction += entryCount;
      if (pass > 1) onLine += entryCount;
    }
  }
  if (inFunction === 0)
    return markdown`${countText(stacks, 'stack')} ${stacks === 1 ? 'has' : 'have'} the function.`;
  const verb = frame.kind === 'createdBy' ? 'created here' : 'at this line';
  const all = frame.kind === 'createdBy' ? 'created by the function' : 'in the function';
  return markdown`${countText(onLine, 'goroutine')} ${verb}, ${numberText(inFunction)} ${all}.`;
}

async function sharing(
  document: DumpDocument,
  element: Extract<DumpElement, { kind: 'address' }>,
  token: CancellationToken,
): Promise<Markdown> {
  const own = goroutineAt(document.dump, element.span.line);
  const process = own === undefined ? undefined : sectionOf(document.dump, own);
  const owners = new Set<number>();
  for await (const { line } of uses(document, element, token)) {
    const index = goroutineAt(document.dump, line);
    // In another process, the same address belongs to another object.
    if (index !== undefined && sectionOf(document.dump, index) === process) owners.add(index);
  }
  if (owners.size <= 1) return markdown`${codeSpan(element.address)} occurs only in this goroutine.`;
  const ids = [...owners].flatMap((index) => goroutineId(document.dump.goroutines, index) ?? []);
  if (ids.length === 0)
    return markdown`${codeSpan(element.address)} occurs in ${countText(owners.size, 'stack')}.`;
  const listed = ids.slice(0, maxListed).join(', ');
  const isAll = ids.length === owners.size && ids.length <= maxListed;
  return markdown`${codeSpan(element.address)} occurs in ${countText(owners.size, 'goroutine')}: ${listed}${isAll ? '' : ', …'}`;
}
