import { commands, Uri, window, workspace } from 'vscode';
import { languageId, resolveRequest } from '../../protocol';
import type { Frame, SourceTarget } from '../dumps/answers';
import type { Services } from '../services';
import { labelText, messageText } from '../text/sinks';
import { untrusted } from '../text/untrusted';
import { revealLine } from './revealLine';
import { tellNotFound } from './tellNotFound';

/** Milliseconds that the status bar tells why a less than certain source was opened. */
const messageTime = 8000;

/** Goes to the source of a frame, with a choice where several files fit equally well. */
export function openFrame({ server }: Services) {
  return async (uri: string, frame: Frame): Promise<void> => {
    const resolution = await server.request(resolveRequest, { uri, frame });
    if (resolution.targets.length === 0) {
      await tellNotFound([{ frame, resolution }]);
      return;
    }
    const target = await choose(resolution.targets);
    if (target === undefined) return;
    await keepDump();
    await revealLine(target.uri, target.line - 1);
    if (target.stale !== undefined) void window.showInformationMessage(messageText(target.stale.message));
    else if (target.confidence === 'possible') window.setStatusBarMessage(labelText(target.why), messageTime);
  };
}

/** A dump in a preview tab would give way to its source, and the way back would be lost. */
async function keepDump(): Promise<void> {
  if (window.activeTextEditor?.document.languageId !== languageId) return;
  await commands.executeCommand('workbench.action.keepEditor');
}

async function choose(targets: readonly SourceTarget[]): Promise<SourceTarget | undefined> {
  if (targets.length === 1) return targets[0];
  const items = targets.map((target) => ({
    label: labelText(untrusted`${workspace.asRelativePath(Uri.parse(target.uri))}:${target.line}`),
    detail: labelText(target.why),
    target,
  }));
  const chosen = await window.showQuickPick(items, {
    title: 'Several files fit this frame',
    placeHolder: 'Choose the one to open',
    matchOnDetail: true,
  });
  return chosen?.target;
}
