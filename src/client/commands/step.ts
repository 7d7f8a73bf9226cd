import { window } from 'vscode';
import { type Step, stepRequest } from '../../protocol';
import { filterOf } from '../dumps/viewStates';
import type { Services } from '../services';
import { positionIn, sourceOf } from './dumpPosition';
import { revealLine } from './revealLine';

/** Goes to the next or previous goroutine of a group, or to the next or previous group, as the tree has them. */
export function step({ server, states }: Services, direction: Step) {
  return async (...args: readonly unknown[]): Promise<void> => {
    const place = positionIn(...args);
    if (place === undefined) return;
    const view = states.of(sourceOf(place.uri));
    const filter = filterOf(view);
    const found = await server.request(stepRequest, {
      ...place,
      step: direction,
      key: view.key,
      order: view.order,
      ...(filter && { filter }),
    });
    if (found === null || (found.line === place.line && (found.character ?? 0) <= place.character)) {
      window.setStatusBarMessage('No other goroutine to go to', 4000);
      return;
    }
    await revealLine(place.uri, found.line, found.character);
  };
}
