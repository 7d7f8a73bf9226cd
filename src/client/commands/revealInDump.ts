import { Uri } from 'vscode';
import { openDumpDocument } from '../documents/openDumpDocument';
import type { Services } from '../services';
import { type Node, positionOf } from '../views/nodes';
import { revealLine } from './revealLine';

/** Reveals the position of a tree node in the dump. */
export function revealInDump({ dumps }: Services) {
  return async (node: Node): Promise<void> => {
    const position = positionOf(node);
    if (position === undefined) return;
    const id = node.kind === 'goroutine' ? node.goroutine.id : undefined;
    const { line, character = 0 } = position;
    const place = dumps.editorPositionOf({ uri: node.uri, line, character }, id);
    await openDumpDocument(Uri.parse(place.uri));
    await revealLine(place.uri, place.line, place.character);
  };
}
