import type { DocumentLink } from 'vscode-languageserver';
import { type FrameText, hasFile, sectionOf } from '../../core';
import type { Frame } from '../../protocol';
import type { Feature } from '../context';
import type { DumpDocument } from '../dumps/documentDumps';
import type { Resolve } from '../source/resolve';
import { sourceFrame } from './frameAt';

export const documentLinkFeature: Feature = {
  capabilities: { documentLinkProvider: { resolveProvider: true } },
  register(context) {
    context.connection.onDocumentLinks(context.forDump([], (document) => documentLinks(document)));
    context.connection.onDocumentLinkResolve((link) =>
      context.guarded(link, () => resolveDocumentLink(link, context.resolve)),
    );
  },
};

/** An editor asks for the links of the whole document at once; frames without one still have their definition. */
const linksShown = 5000;

/** Links on `path:line`: the frames of each group's first goroutine, then those of the others. */
export function documentLinks(document: DumpDocument): DocumentLink[] {
  const { goroutines, otherFrames, sections } = document.dump;
  const links: DocumentLink[] = [];
  const addAll = (frames: Iterable<FrameText>) => {
    for (const frame of frames) {
      const source = sourceFrame(frame);
      if (hasFile(source))
        links.push({ range: document.range(frame.fileLine, frame.file.span), data: source });
    }
  };
  const add = (index: number) => {
    addAll(document.framesBetween(goroutines.line[index]! + 1, goroutines.endLine[index]!));
  };
  addAll(otherFrames.slice(0, linksShown));
  const first = new Set(document.groups().map(({ members }) => members[0]!));
  const hasFrames = (index: number) => sectionOf(document.dump, index)?.kind === 'goroutines';
  for (const index of first) {
    if (links.length < linksShown && hasFrames(index)) add(index);
  }
  for (const { kind, firstGoroutine, goroutineCount } of sections) {
    if (kind !== 'goroutines') continue;
    for (let index = firstGoroutine; index < firstGoroutine + goroutineCount; index++) {
      if (links.length >= linksShown) break;
      if (!first.has(index)) add(index);
    }
  }
  return links.slice(0, linksShown);
}

/** Gives the link its target; it stays without one if the source is nowhere. */
export async function resolveDocumentLink(link: DocumentLink, resolve: Resolve): Promise<DocumentLink> {
  const frame = link.data as Frame | undefined;
  const [target] = frame === undefined ? [] : (await resolve(frame)).targets;
  return target === undefined ? link : { range: link.range, target: `${target.uri}#${target.line}` };
}
