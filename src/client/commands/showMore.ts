import type { Services } from '../services';
import type { MoreNode } from '../views/nodes';

/** Shows the next page of a long list in the tree. */
export function showMore({ view }: Services) {
  return (node: MoreNode): void => {
    view.showMore(node);
  };
}
