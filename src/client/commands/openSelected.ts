import type { Services } from './services';
import { openHeadline } from './openHeadline';
import { revealInDump } from './revealInDump';

/** Opens the selected row of the tree: the source of a frame, a position in the dump, or more rows. */
export function openSelected(services: Services) {
  const { view } = services;
  const reveal = revealInDump(services);
  return async (): Promise<void> => {
    const node = await view.selectedNode();
    if (node?.kind === 'frame') await openHeadline(node);
    else if (node?.kind === 'more') view.showMore(node);
    else if (node !== undefined) await reveal(node);
  };
}
