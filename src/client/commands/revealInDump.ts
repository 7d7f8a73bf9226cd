import type { Services } from './services';
import { type Node, positionOf } from '../views/nodes';
import { revealGoroutine } from './revealGoroutine';
import type { Focus } from './revealLine';

/** Reveals the position of a tree node in the dump. */
export function revealInDump(services: Services) {
  return (node: Node): Promise<void> => reveal(services, node, 'editor');
}

export async function reveal({ dumps }: Services, node: Node, focus: Focus): Promise<void> {
  const position = positionOf(node);
  if (position === undefined) return;
  const id = node.kind === 'goroutine' ? node.goroutine.id : undefined;
  await revealGoroutine(dumps, { uri: node.uri, character: 0, ...position }, id, focus);
}
