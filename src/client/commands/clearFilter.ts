import type { Services } from '../services';

/** Shows all groups but the hidden ones; these too if nothing else is left out. */
export function clearFilter({ list, states }: Services) {
  return (): void => {
    const { dump } = list;
    if (dump === undefined) return;
    const { text, classes } = dump.view;
    const isFiltered = text !== '' || classes.length > 0;
    states.update(dump.uri, isFiltered ? { text: '', classes: [] } : { hidden: [] });
  };
}
