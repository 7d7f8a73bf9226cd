import type { Services } from '../services';

/** Reads the dump again after that was cancelled or has failed. */
export function tryAgain({ list }: Services) {
  return (): Promise<void> => list.refresh();
}
