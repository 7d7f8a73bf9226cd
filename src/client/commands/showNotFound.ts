import { commands, env, Uri, window, workspace } from 'vscode';
import { shortName } from '../../core';
import type { Frame, Resolution } from '../model/answers';
import { messageText, rowText, unchangedText } from '../text/sinks';
import { format, isEmpty, joined, untrusted, type UntrustedText } from '../text/untrusted';
import { locationText } from '../words/wording';

/** A frame whose source was not found, and where the server has looked for it. */
export interface NotFound {
  readonly frame: Frame;
  readonly resolution: Resolution;
}

const substitute = 'Substitute Paths…';
const openFolder = 'Open Folder…';

/**
 * Tells the user where the server has looked for the source of the frames. Offers the setting for path substitution or, if no
 * folder is open, to open one; and a web page that shows the source, if there is one.
 */
export async function showNotFound(notFound: readonly NotFound[]): Promise<void> {
  const hasFolder = workspace.workspaceFolders !== undefined;
  const places = new Set(notFound.map(({ frame }) => nameOf(frame)));
  const folders = new Set(notFound.flatMap(({ resolution }) => resolution.lookedIn));
  const sentences = [
    untrusted`No source found for ${joined([...places], ', ')}.`,
    ...(hasFolder ? [] : [untrusted`No folder is open: open the one with the program’s source.`]),
    ...(folders.size === 0 ? [] : [untrusted`Looked in ${joined([...folders], ', ')}.`]),
  ];
  const page = notFound.map(({ resolution: { web } }) => web && webPage(web)).find((each) => each);
  const openPage = page && rowText(untrusted`Open ${page.authority}`);
  const answers = [openPage ?? [], hasFolder ? substitute : openFolder].flat();
  const answer = await window.showInformationMessage(messageText(joined(sentences, ' ')), ...answers);
  if (answer === substitute) {
    await commands.executeCommand('workbench.action.openSettings', 'goroutineDump.substitutePath');
  } else if (answer === openFolder) {
    await commands.executeCommand('workbench.action.files.openFolder');
  } else if (answer !== undefined && page) {
    await env.openExternal(page);
  }
}

function nameOf(frame: Frame): UntrustedText {
  const place = locationText(frame);
  return isEmpty(place) ? format(shortName, frame.function) : place;
}

/** The uri, if it is an `https:` uri. */
function webPage(web: UntrustedText): Uri | undefined {
  const page = Uri.parse(unchangedText(web));
  return page.scheme === 'https' ? page : undefined;
}
