import { pathToFileURL } from 'node:url';

import { type Dump } from '../src/core';
import { DiskDumps } from '../src/server/dumps/diskDumps';
import { diskFiles } from '../src/server/node/diskFiles';

/** Parses a file that is too large to be opened in an editor, in pieces, as the server does. */
export async function parseLarge(path: string): Promise<Dump> {
  const dumps = new DiskDumps(diskFiles, () => []);
  const { href } = pathToFileURL(path);
  await dumps.open(href, { report: () => undefined, isCancelled: () => false });
  const { dump } = dumps.get(href)!;
  await dumps.close(href);
  return dump;
}
