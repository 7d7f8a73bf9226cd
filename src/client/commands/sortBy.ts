import type { GroupOrder } from '../../protocol';
import type { Services } from './services';
import { chooseCurrent } from './chooseCurrent';

const orders: readonly { readonly label: string; readonly detail: string; readonly value: GroupOrder }[] = [
  { label: 'Count', detail: 'The largest groups first', value: 'count' },
  { label: 'Longest Wait', detail: 'The groups that have waited longest first', value: 'wait' },
];

/** Lets the user choose the order of the groups. */
export function sortBy({ list, states }: Services) {
  return async (): Promise<void> => {
    const { dump } = list;
    if (dump === undefined) return;
    const order = await chooseCurrent(orders, dump.view.order, {
      title: 'Sort By',
      placeHolder: 'Choose which groups come first',
    });
    if (order !== undefined) states.update(dump.uri, { order });
  };
}
