import { commands, env, l10n, Uri, window } from 'vscode';
import { shortName } from '../../core';
import type { Frame, Resolution } from '../../protocol';
import { placeText, plainMessage } from '../text/wording';

/** A frame without source, and where that was looked for. */
export interface NotFound {
  readonly frame: Frame;
  readonly resolution: Resolution;
}

/**
 * Says where the source of the frames was looked for, and offers the setting that tells where it is, and a web page that
 * shows it if there is one.
 *
 * @param notFound one frame, or a few of a record
 */
export async function tellNotFound(notFound: readonly NotFound[]): Promise<void> {
  const places = new Set(notFound.map(({ frame }) => placeText(frame) || shortName(frame.function)));
  const folders = new Set(notFound.flatMap(({ resolution }) => resolution.lookedIn));
  const sentences = [
    l10n.t('No source found for {0}.', [...places].join(', ')),
    ...(folders.size === 0 ? [] : [l10n.t('Looked in {0}.', [...folders].join(', '))]),
  ];
  const page = notFound.map(({ resolution: { web } }) => web && webPage(web)).find((each) => each);
  const openPage = page && l10n.t('Open {0}', page.authority);
  const substitute = l10n.t('Substitute Paths…');
  const answers = [openPage ?? [], substitute].flat();
  const answer = await window.showInformationMessage(plainMessage(sentences.join(' ')), ...answers);
  if (answer === substitute) {
    await commands.executeCommand('workbench.action.openSettings', 'goroutineDump.substitutePath');
  } else if (answer !== undefined && page) {
    await env.openExternal(page);
  }
}

/** The uri, if it is one of a web page and nothing else. */
function webPage(web: string): Uri | undefined {
  const page = Uri.parse(web);
  return page.scheme === 'https' ? page : undefined;
}
