import { isFiltered, unfiltered } from '../dumps/viewStates';
import type { Services } from '../services';

/** Shows all groups but the hidden ones; these too if nothing else is left out. */
export function clearFilter({ list, states }: Services) {
  return (): void => {
    const { dump } = list;
    if (dump === undefined) return;
    states.update(dump.uri, isFiltered(dump.view) ? unfiltered : { hidden: [] });
  };
}
