import { commands } from 'vscode';
import type { Node } from '../views/nodes';
import { reveal } from './revealInDump';
import type { Services } from './services';

/** Shows who created the goroutines of a row, or what they created, as a call hierarchy. */
export function showCreators(services: Services, direction: 'Incoming' | 'Outgoing') {
  return async (node: Node): Promise<void> => {
    await reveal(services, node, 'editor');
    // First the direction: it also shows the last hierarchy again, which the new one then replaces.
    await commands.executeCommand(`references-view.show${direction}Calls`);
    await commands.executeCommand('references-view.showCallHierarchy');
  };
}
