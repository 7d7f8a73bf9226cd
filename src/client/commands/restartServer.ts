import type { Services } from '../services';

/** Starts the language server anew. */
export function restartServer({ server }: Services) {
  return (): Promise<void> => server.restart();
}
