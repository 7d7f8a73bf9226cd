import { type Node, positionOf } from '../views/nodes';
import { revealLine } from './revealLine';

/** Goes to the place in the dump that a node of the tree stands for. */
export async function revealInDump(node: Node): Promise<void> {
  const position = positionOf(node);
  if (position !== undefined) await revealLine(node.uri, position.line, position.character);
}
