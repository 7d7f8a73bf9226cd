import type { GroupOrder } from '../../protocol';
import type { Services } from './services';

/** Shows the largest groups first, or those with the longest wait. */
export function sortBy({ list, states }: Services, order: GroupOrder) {
  return (): void => {
    if (list.dump !== undefined) states.update(list.dump.uri, { order });
  };
}
