import { commands } from 'vscode';
import { commands as lensCommands } from '../../protocol';
import { frameOf, type Node } from '../views/nodes';

/** Opens the source of a frame of the tree, or of the headline frame of a group. */
export async function openHeadline(node: Node): Promise<void> {
  const frame = frameOf(node);
  if (frame === undefined) return;
  const { function: symbol, file, line } = frame;
  await commands.executeCommand(lensCommands.openFrame, node.uri, { function: symbol, file, line });
}
