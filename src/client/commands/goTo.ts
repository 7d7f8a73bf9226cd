import { positionIn } from './dumpPosition';
import { revealGoroutine } from './revealGoroutine';
import type { Services } from './services';

/** Goes to a goroutine, which a hover names by its position and its id. */
export function goTo({ dumps }: Services) {
  return async (...args: readonly unknown[]): Promise<void> => {
    const position = positionIn(...args);
    const id = args[3];
    if (position !== undefined)
      await revealGoroutine(dumps, position, typeof id === 'number' ? id : undefined);
  };
}
