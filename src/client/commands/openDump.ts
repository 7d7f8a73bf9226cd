import type { Services } from './services';
import { chooseFiles } from './chooseFiles';
import { openFile } from './openFile';

/** Lets the user choose files of any name, and opens them as goroutine dumps. */
export function openDump(services: Services) {
  return async (): Promise<void> => {
    for (const file of await chooseFiles('Open Goroutine Dump')) await openFile(services, file);
  };
}
