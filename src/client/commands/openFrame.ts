import { commands, l10n, Uri, window, workspace } from 'vscode';
import { languageId, resolveRequest, type Frame, type SourceTarget } from '../../protocol';
import type { Services } from '../services';
import { plainMessage } from '../text/wording';
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
    if (target.stale !== undefined) void window.showInformationMessage(plainMessage(target.stale.message));
    else if (target.confidence === 'possible') window.setStatusBarMessage(target.why, messageTime);
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
    label: `${workspace.asRelativePath(Uri.parse(target.uri))}:${target.line}`,
    detail: target.why,
    target,
  }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Several files fit this frame'),
    placeHolder: l10n.t('Choose the one to open'),
    matchOnDetail: true,
  });
  return chosen?.target;
}
