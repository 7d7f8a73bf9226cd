import type {
  CancellationToken,
  Definition,
  DefinitionParams,
  Location,
  LocationLink,
  Position,
  Range,
} from 'vscode-languageserver';
import { goroutineAt, goroutineWithId } from '../../core';
import type { Feature } from '../context';
import type { DumpDocument } from '../dumps/dumpDocument';
import type { DedupedDumps } from '../dumps/dumpStore';
import type { Resolve } from '../source/resolve';
import { sourceFrame } from './sourceFrame';
import { type DumpElement, elementAt } from './elementAt';
import { usesOf } from './uses';

export const definitionFeature: Feature = {
  capabilities: { definitionProvider: true },
  register(context) {
    context.connection.onDefinition(
      context.forDump<DefinitionParams, Definition | LocationLink[]>(
        [],
        async (document, { position }, token) => {
          const { dumps, resolve } = context;
          const links = await definition(document, position, { dumps, resolve }, token);
          return context.client.textDocument?.definition?.linkSupport ? links : plainLocations(links);
        },
      ),
    );
  },
};

/** The source of a frame, the header of a goroutine id, or the other uses of an address. */
export async function definition(
  document: DumpDocument,
  position: Position,
  { dumps, resolve }: { readonly dumps: DedupedDumps; readonly resolve: Resolve },
  token: CancellationToken,
): Promise<LocationLink[]> {
  const element = elementAt(document, position);
  if (element === undefined) return [];
  const own = document.range(element.span.line, element.span);
  switch (element.kind) {
    case 'function':
    case 'file': {
      const { targets } = await resolve(sourceFrame(element.frame));
      return targets.map(({ uri, line }) => link(own, uri, lineStart({ line: line - 1, character: 0 })));
    }
    case 'goroutine':
      return goroutineHeader(document, element, dumps);
    case 'address':
      return (await usesOf(document, element, token))
        .filter(({ start }) => start.line !== own.start.line || start.character !== own.start.character)
        .map((range) => link(own, document.uri, range));
    default:
      return [];
  }
}

/** Converts the links for a client without link support. */
export function plainLocations(links: readonly LocationLink[]): Location[] {
  return links.map(({ targetUri, targetSelectionRange }) => ({
    uri: targetUri,
    range: targetSelectionRange,
  }));
}

function goroutineHeader(
  document: DumpDocument,
  { id, span }: Extract<DumpElement, { kind: 'goroutine' }>,
  dumps: DedupedDumps,
): LocationLink[] {
  // A deduplicated document has only some of the goroutines. The dump that it was made from has all.
  const from = dumps.dedupedFrom(document);
  const near = from === document ? goroutineAt(document.dump, span.line) : undefined;
  const index = goroutineWithId(from.dump, id, near);
  if (index === undefined) return [];
  const { uri, position } = from.locationOf(index);
  return [link(document.range(span.line, span), uri, lineStart(position))];
}

function lineStart(start: Position): Range {
  return { start, end: start };
}

function link(originSelectionRange: Range, targetUri: string, targetRange: Range): LocationLink {
  return { originSelectionRange, targetUri, targetRange, targetSelectionRange: targetRange };
}
