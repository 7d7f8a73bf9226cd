import { commands, Uri, window, workspace } from 'vscode';
import { languageId, resolveRequest } from '../../protocol';
import type { Frame, SourceTarget } from '../model/answers';
import type { Services } from './services';
import { labelText, messageText } from '../text/sinks';
import { untrusted } from '../text/untrusted';
import { type Focus, revealLine } from './revealLine';
import { showNotFound } from './showNotFound';

/** Time that the status bar says why an uncertain source was opened, in milliseconds. */
export const messageTime = 8000;

/** Opens the source of a frame. Lets the user choose if several files match equally well. */
export function openFrame({ server }: Services) {
  return async (uri: string, frame: Frame): Promise<void> => {
    const resolution = await server.request(resolveRequest, { uri, frame });
    if (resolution.targets.length === 0) await showNotFound([{ frame, resolution }]);
    else await openTarget(resolution.targets, 'editor');
  };
}

/** Opens one of several targets, which the user chooses if the focus moves to it; else the first one. */
export async function openTarget(targets: readonly SourceTarget[], focus: Focus): Promise<void> {
  const target = focus === 'editor' ? await choose(targets) : targets[0];
  if (target === undefined) return;
  await keepDump();
  await revealLine(target.uri, target.line - 1, 0, { focus });
  if (target.stale === undefined) {
    if (target.confidence === 'possible') window.setStatusBarMessage(labelText(target.why), messageTime);
  } else if (focus === 'editor') void window.showInformationMessage(messageText(target.stale.message));
  else window.setStatusBarMessage(labelText(target.stale.message), messageTime);
}

/** Keeps the dump open: the source would replace a dump in a preview tab, and the user could not go back. */
export async function keepDump(): Promise<void> {
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
    title: 'Several files match this frame',
    placeHolder: 'Choose the file to open',
    matchOnDetail: true,
  });
  return chosen?.target;
}
