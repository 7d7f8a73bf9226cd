import type { Services } from './services';
import { type Node, positionOf } from '../views/nodes';
import { revealGoroutine } from './revealGoroutine';

/** Reveals the position of a tree node in the dump. */
export function revealInDump({ dumps }: Services) {
  return async (node: Node): Promise<void> => {
    const position = positionOf(node);
    if (position === undefined) return;
    const id = node.kind === 'goroutine' ? node.goroutine.id : undefined;
    await revealGoroutine(dumps, { uri: node.uri, character: 0, ...position }, id);
  };
}
