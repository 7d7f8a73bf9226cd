import type { Services } from '../services';
import { chooseFiles } from './chooseFiles';
import { openFromDisk } from './openFile';

/** Opens files that the user chooses as those are opened that VS Code hands to no extension: the server reads them. */
export function openLarge(services: Services) {
  return async (): Promise<void> => {
    for (const file of await chooseFiles('Open Large Goroutine Dump')) {
      await openFromDisk(services, file);
    }
  };
}
