import type { DocumentLink } from 'vscode-languageserver';
import { hasFile } from '../../core';
import type { SourceFrame } from '../../protocol';
import type { DumpDocument } from '../dumps';
import { sourceFrame } from './frameAt';
import type { Resolve } from './resolve';

/** An editor asks for the links of the whole document at once; frames without one still have their definition. */
const linksShown = 5000;

/** Links on `path:line`: the frames of each group's first goroutine, then those of the others. */
export function documentLinks(document: DumpDocument): DocumentLink[] {
  const { goroutines } = document.dump;
  const links: DocumentLink[] = [];
  const add = (index: number) => {
    for (const frame of document.framesBetween(goroutines.line[index]! + 1, goroutines.endLine[index]!)) {
      const source = sourceFrame(frame);
      if (hasFile(source))
        links.push({ range: document.range(frame.fileLine, frame.file.span), data: source });
    }
  };
  const first = new Set(document.groups().map(({ members }) => members[0]!));
  for (const index of first) {
    if (links.length < linksShown) add(index);
  }
  for (let index = 0; index < goroutines.count && links.length < linksShown; index++) {
    if (!first.has(index)) add(index);
  }
  return links.slice(0, linksShown);
}

/** Gives the link its target; it stays without one if the source is nowhere. */
export async function resolveDocumentLink(link: DocumentLink, resolve: Resolve): Promise<DocumentLink> {
  const frame = link.data as SourceFrame | undefined;
  const [target] = frame === undefined ? [] : (await resolve(frame)).targets;
  return target === undefined ? link : { range: link.range, target: `${target.uri}#${target.line}` };
}
