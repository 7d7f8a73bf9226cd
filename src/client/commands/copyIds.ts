import { env, l10n, window } from 'vscode';
import type { Services } from '../services';
import { formatNumber } from '../text/wording';
import type { Node } from '../views/nodes';
import { groupsOf } from './dumpPosition';

/** Copies the ids of the groups' goroutines: `461, 462, 470`. */
export function copyIds(services: Services) {
  return async (node?: Node, selected?: readonly Node[]): Promise<void> => {
    const ids =
      node?.kind === 'goroutine'
        ? [node.goroutine.id].filter((id) => id !== undefined)
        : (await groupsOf(services, node, selected)).flatMap(({ goroutineIds }) => goroutineIds);
    if (ids.length === 0) return;
    await env.clipboard.writeText(ids.join(', '));
    const message =
      ids.length === 1
        ? l10n.t('Goroutine id copied')
        : l10n.t('{0} goroutine ids copied', formatNumber(ids.length));
    window.setStatusBarMessage(message, 4000);
  };
}
