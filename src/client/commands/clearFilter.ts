import { isFiltered, unfiltered } from '../dumps/viewStates';
import type { Services } from './services';

/** Clears the filter. If there is none, shows the hidden groups. */
export function clearFilter({ list, states }: Services) {
  return (): void => {
    const { dump } = list;
    if (dump === undefined) return;
    states.update(dump.uri, isFiltered(dump.view) ? unfiltered : { hidden: [] });
  };
}
