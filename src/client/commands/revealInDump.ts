import { window } from 'vscode';
import { openDumpDocument } from '../documents/openDumpDocument';
import type { Services } from '../services';
import { type Node, positionOf } from '../views/nodes';
import { revealLine } from './revealLine';

/** Reveals the position of a tree node in the dump. */
export function revealInDump({ list, files }: Services) {
  return async (node: Node): Promise<void> => {
    const position = positionOf(node);
    if (position === undefined) return;
    if (!list.dump?.isFile || list.dump.uri !== node.uri) {
      await revealLine(node.uri, position.line, position.character);
      return;
    }
    // No editor can show the file, so only the goroutine is shown.
    const id = node.kind === 'goroutine' ? node.goroutine.id : undefined;
    const name = id === undefined ? 'goroutine' : `goroutine ${id}`;
    const uri = files.uriOf({ source: node.uri, line: position.line }, `${name}.dump`);
    await window.showTextDocument(await openDumpDocument(uri), { preview: true });
  };
}
