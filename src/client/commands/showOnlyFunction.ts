import type { Services } from './services';
import { frameOf, type Node } from '../views/nodes';

/** Shows only goroutines whose stacks have the function of a frame, or of a group's headline frame. */
export function showOnlyFunction({ list, states }: Services) {
  return (node: Node): void => {
    const frame = frameOf(node);
    if (list.dump !== undefined && frame !== undefined)
      states.update(list.dump.uri, { function: frame.function });
  };
}
