import type { Services } from './services';
import { chooseFiles } from './chooseFiles';
import { openFromDisk } from './openFile';

/** Lets the user choose files and the server read them, which bypasses VS Code's 50 MB limit. */
export function openLarge(services: Services) {
  return async (): Promise<void> => {
    for (const file of await chooseFiles('Open Large Goroutine Dump')) {
      await openFromDisk(services, file);
    }
  };
}
