import type { Services } from '../services';
import type { Node } from '../views/nodes';
import { groupsOf } from './dumpPosition';

/** Hides the groups of this dump until the user shows them again, even after a restart. */
export function hideGroups(services: Services) {
  return async (node?: Node | 'focused', selected?: readonly Node[]): Promise<void> => {
    const { dump } = services.list;
    const groups = await groupsOf(services, node, selected);
    if (dump === undefined || groups.length === 0) return;
    const hidden = [...new Set([...dump.view.hidden, ...groups.map(({ id }) => id)])];
    services.states.update(dump.uri, { hidden });
  };
}
