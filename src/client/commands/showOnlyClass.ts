import type { Services } from './services';
import type { Node } from '../views/nodes';
import { groupsOf } from './dumpPosition';

/** Shows only goroutines of the same state classes as the chosen groups. */
export function showOnlyClass(services: Services) {
  return async (node?: Node, selected?: readonly Node[]): Promise<void> => {
    const { dump } = services.list;
    const groups = await groupsOf(services, node, selected);
    if (dump === undefined || groups.length === 0) return;
    services.states.update(dump.uri, { classes: [...new Set(groups.map((group) => group.class))] });
  };
}
