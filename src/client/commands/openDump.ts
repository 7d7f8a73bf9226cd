import type { Services } from '../services';
import { chooseFiles } from './chooseFiles';
import { openFile } from './openFile';

/** Lets the user choose files, and opens them as goroutine dumps, whatever their names. */
export function openDump(services: Services) {
  return async (): Promise<void> => {
    for (const file of await chooseFiles('Open Goroutine Dump')) await openFile(services, file);
  };
}
