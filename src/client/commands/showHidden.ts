import type { Services } from './services';

/** Shows the hidden groups again. */
export function showHidden({ list, states }: Services) {
  return (): void => {
    if (list.dump !== undefined) states.update(list.dump.uri, { hidden: [] });
  };
}
