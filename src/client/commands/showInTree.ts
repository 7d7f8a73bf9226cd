import { window } from 'vscode';
import { dumpUriOf, groupAtRequest } from '../../protocol';
import { unfiltered } from '../dumps/viewStates';
import type { Services } from './services';
import { messageText } from '../text/sinks';
import { untrusted } from '../text/untrusted';
import { positionIn } from './dumpPosition';

/** Selects the group of a line in the tree. Default: the line of the cursor. */
export function showInTree({ server, list, states, view }: Services) {
  return async (...args: readonly unknown[]): Promise<void> => {
    const position = positionIn(...args);
    if (position === undefined) return;
    // A lens can be clicked while the tree still shows the dump of another editor.
    const dumps = [position.uri, dumpUriOf(position.uri)];
    if (list.dump === undefined || !dumps.includes(list.dump.uri)) await list.refresh();
    const { dump } = list;
    if (dump === undefined || !dumps.includes(dump.uri)) return;
    const found = await server.request(groupAtRequest, { ...position, key: dump.view.key });
    if (found === null) {
      window.setStatusBarMessage('No goroutine at this line', 4000);
      return;
    }
    if (await view.reveal(found.groupId, found.section)) return;
    const showAll = 'Show All Groups';
    const { id } = found.goroutine;
    const message =
      id === undefined
        ? untrusted`The group of this stack is filtered out.`
        : untrusted`The group of goroutine ${id} is filtered out.`;
    if ((await window.showInformationMessage(messageText(message), showAll)) !== showAll) return;
    states.update(dump.uri, {
      ...unfiltered,
      hidden: dump.view.hidden.filter((id) => id !== found.groupId),
    });
    await list.refresh();
    await view.reveal(found.groupId, found.section);
  };
}
