import type { Services } from '../services';

/** Shows the groups again that were hidden as not interesting. */
export function showHidden({ list, states }: Services) {
  return (): void => {
    if (list.dump !== undefined) states.update(list.dump.uri, { hidden: [] });
  };
}
