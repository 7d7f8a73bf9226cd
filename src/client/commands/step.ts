import { window } from 'vscode';
import { dumpUriOf, type Step, stepRequest } from '../../protocol';
import { selectionOf } from '../dumps/viewStates';
import type { Services } from './services';
import { positionIn } from './dumpPosition';
import { revealGoroutine } from './revealGoroutine';

/** Goes to the next or previous goroutine of a group, or to the next or previous group, in the order of the tree. */
export function step({ server, states, dumps }: Services, direction: Step) {
  return async (...args: readonly unknown[]): Promise<void> => {
    const position = positionIn(...args);
    if (position === undefined) return;
    const view = states.of(dumpUriOf(position.uri));
    const filter = selectionOf(view);
    const found = await server.request(stepRequest, {
      ...position,
      step: direction,
      key: view.key,
      order: view.order,
      ...(filter && { filter }),
    });
    if (found === null || (found.line === position.line && (found.character ?? 0) <= position.character)) {
      window.setStatusBarMessage('No other goroutine to go to', 4000);
      return;
    }
    const { line, character = 0, id } = found;
    await revealGoroutine(dumps, { uri: position.uri, line, character }, id);
  };
}
