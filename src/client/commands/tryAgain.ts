import type { Services } from './services';

/** Reads the dump again after a cancellation or failure. */
export function tryAgain({ list }: Services) {
  return (): Promise<void> => list.refresh();
}
