import { type Uri, window } from 'vscode';
import type { Services } from './services';
import type { Node } from '../views/nodes';
import { givenRow, groupsOf } from './dumpPosition';

/** Hides the groups of this dump until the user shows them again, even after a restart. */
export function hideGroups(services: Services) {
  return async (given?: Node | 'focused' | Uri, selected?: readonly Node[]): Promise<void> => {
    const node = givenRow(given);
    const { dump } = services.list;
    const groups = await groupsOf(services, node, selected);
    if (dump === undefined || groups.length === 0) {
      void window.showInformationMessage(
        'Put the cursor on a goroutine of the dump, or select groups in the Goroutines view.',
      );
      return;
    }
    const ids = groups.map(({ id }) => id).filter((id) => !id.includes('/'));
    if (ids.length === 0) {
      void window.showInformationMessage(
        'Group by stack to hide one stack: here, only whole groups can be hidden.',
      );
      return;
    }
    // Before the groups go, so that the focus is never on a row that is gone.
    if (node === 'focused') await services.view.focusAfter(groups);
    services.states.update(dump.uri, { hidden: [...new Set([...dump.view.hidden, ...ids])] });
  };
}
