import type { CancellationToken, DocumentLink } from 'vscode-languageserver';
import { type FrameText, type GoroutineIndex, goroutinesIn, hasFile, sectionOf } from '../../core';
import type { Frame } from '../../protocol';
import type { Feature } from '../context';
import type { DumpDocument } from '../dumps/dumpDocument';
import type { Resolve } from '../source/resolve';
import { inTurns } from '../turns';
import { sourceFrame } from './sourceFrame';

export const documentLinkFeature: Feature = {
  capabilities: { documentLinkProvider: { resolveProvider: true } },
  register(context) {
    context.connection.onDocumentLinks(
      context.forDump([], (document, _, token) => documentLinks(document, token)),
    );
    context.connection.onDocumentLinkResolve((link) =>
      context.guarded(link, () => resolveDocumentLink(link, context.resolve)),
    );
  },
};

/** Editors request the links of the whole document at once. Frames beyond the limit still have a definition. */
const maxLinks = 5000;

/** Links on `path:line`, first of the first goroutine of each group, then of the other goroutines. */
export async function documentLinks(
  document: DumpDocument,
  token: CancellationToken,
): Promise<DocumentLink[]> {
  const { goroutines, otherFrames } = document.dump;
  const links: DocumentLink[] = [];
  const addAll = (frames: Iterable<FrameText>) => {
    for (const frame of frames) {
      const source = sourceFrame(frame);
      if (hasFile(source))
        links.push({ range: document.range(frame.fileLine, frame.file.span), data: source });
    }
  };
  addAll(otherFrames.slice(0, maxLinks));
  for await (const index of inTurns(goroutinesWithLinks(document), token)) {
    if (links.length >= maxLinks) break;
    addAll(document.framesBetween(goroutines.line[index]! + 1, goroutines.endLine[index]!));
  }
  return links.slice(0, maxLinks);
}

/** The first goroutine of each group, then the others. */
function* goroutinesWithLinks(document: DumpDocument): Generator<GoroutineIndex> {
  const first = new Set(document.groups().map(({ members }) => members[0]!));
  for (const index of first) {
    if (sectionOf(document.dump, index)?.kind === 'goroutines') yield index;
  }
  for (const section of document.dump.sections) {
    if (section.kind !== 'goroutines') continue;
    for (const index of goroutinesIn(section)) {
      if (!first.has(index)) yield index;
    }
  }
}

/** Adds the target to the link, unless no source is found. */
export async function resolveDocumentLink(link: DocumentLink, resolve: Resolve): Promise<DocumentLink> {
  const frame = link.data as Frame | undefined;
  const [target] = frame === undefined ? [] : (await resolve(frame)).targets;
  return target === undefined ? link : { range: link.range, target: `${target.uri}#${target.line}` };
}
