import { lineOf, type Node } from '../views/nodes';
import { revealLine } from './revealLine';

/** Goes to the line of the dump that a node of the tree stands for. */
export async function revealInDump(node: Node): Promise<void> {
  const line = lineOf(node);
  if (line !== undefined) await revealLine(node.uri, line);
}
