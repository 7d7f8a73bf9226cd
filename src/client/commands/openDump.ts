import type { Services } from '../services';
import { chooseFiles } from './chooseFiles';
import { openFile } from './openFile';

/** Opens files that the user chooses as goroutine dumps, whatever their names. */
export function openDump(services: Services) {
  return async (): Promise<void> => {
    for (const file of await chooseFiles('Open Goroutine Dump')) await openFile(services, file);
  };
}
