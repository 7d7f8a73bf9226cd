import type { Location, LocationLink, Range } from 'vscode-languageserver';
import { goroutineAt, goroutineWithId } from '../../core';
import type { Resolve } from './resolve';
import type { DumpDocument, Dumps } from '../dumps';
import { type Position, sourceFrame, type Target } from './frameAt';
import { targetAt } from './target';
import { usesOf } from './uses';

/** From a frame to its source, from a goroutine's id to its header, from an address to its other uses. */
export async function definition(
  document: DumpDocument,
  position: Position,
  dumps: Dumps,
  resolve: Resolve,
): Promise<LocationLink[]> {
  const target = targetAt(document, position);
  switch (target?.kind) {
    case 'function':
    case 'file': {
      const { targets } = await resolve(sourceFrame(target.frame));
      return targets.map(({ uri, line }) => link(target.range, uri, lineStart(line - 1)));
    }
    case 'goroutine':
      return goroutineHeader(document, target, position, dumps);
    case 'address':
      return usesOf(document, target)
        .filter(
          ({ start }) =>
            start.line !== target.range.start.line || start.character !== target.range.start.character,
        )
        .map((range) => link(target.range, document.uri, range));
    default:
      return [];
  }
}

/** The same for an editor that takes no links. */
export function plainLocations(links: readonly LocationLink[]): Location[] {
  return links.map(({ targetUri, targetSelectionRange }) => ({
    uri: targetUri,
    range: targetSelectionRange,
  }));
}

function goroutineHeader(
  document: DumpDocument,
  { id, range }: Extract<Target, { kind: 'goroutine' }>,
  position: Position,
  dumps: Dumps,
): LocationLink[] {
  // A deduplicated document has few of the goroutines: the dump that it was made from has them all.
  const from = dumps.source(document);
  const near = from === document ? goroutineAt(document.dump, position.line) : undefined;
  const index = goroutineWithId(from.dump, id, near);
  return index === undefined ? [] : [link(range, from.uri, lineStart(from.dump.goroutines.line[index]!))];
}

function lineStart(line: number): Range {
  const start = { line, character: 0 };
  return { start, end: start };
}

function link(originSelectionRange: Range, targetUri: string, targetRange: Range): LocationLink {
  return { originSelectionRange, targetUri, targetRange, targetSelectionRange: targetRange };
}
