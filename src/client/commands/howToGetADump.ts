import { commands } from 'vscode';
import type { Services } from './services';

/** Opens the walkthrough. */
export function howToGetADump({ context }: Services) {
  return async (): Promise<void> => {
    await commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#hang`);
  };
}
