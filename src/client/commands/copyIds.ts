import { env, window } from 'vscode';
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
      ids.length === 1 ? 'Goroutine id copied' : `${formatNumber(ids.length)} goroutine ids copied`;
    window.setStatusBarMessage(message, 4000);
  };
}
