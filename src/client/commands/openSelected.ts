import type { Services } from '../services';
import { openHeadline } from './openHeadline';
import { revealInDump } from './revealInDump';

/** Goes to where the tree's selected row leads: the source of a frame, a place in the dump, more of a list. */
export function openSelected(services: Services) {
  const { view } = services;
  const reveal = revealInDump(services);
  return async (): Promise<void> => {
    const node = view.selectedNode;
    if (node?.kind === 'frame') await openHeadline(node);
    else if (node?.kind === 'more') view.showMore(node);
    else if (node !== undefined) await reveal(node);
  };
}
