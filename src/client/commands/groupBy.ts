import { groupKeys } from '../../core';
import type { Services } from './services';
import { keyText } from '../words/wording';
import { chooseCurrent } from './chooseCurrent';

/** Lets the user choose the key of the groups. */
export function groupBy({ list, states }: Services) {
  return async (): Promise<void> => {
    const { dump } = list;
    if (dump === undefined) return;
    const items = groupKeys.map((key) => ({ ...keyText(key), value: key }));
    const key = await chooseCurrent(items, dump.view.key, {
      title: 'Group By',
      placeHolder: 'Choose what the goroutines of a group have in common',
      matchOnDetail: true,
    });
    if (key !== undefined) states.update(dump.uri, { key });
  };
}
