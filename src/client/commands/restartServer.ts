import type { Services } from './services';

/** Restarts the language server. */
export function restartServer({ server }: Services) {
  return (): Promise<void> => server.restart();
}
