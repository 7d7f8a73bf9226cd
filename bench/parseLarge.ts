import { pathToFileURL } from 'node:url';

import { type Dump } from '../src/core';
import { FileDumps } from '../src/server/dumps/fileDumps';
import { diskDumpFiles } from '../src/server/node/diskDumpFiles';

/** Parses a file that is too large to be opened in an editor, in pieces, as the server does. */
export async function parseLarge(path: string): Promise<Dump> {
  const dumps = new FileDumps(diskDumpFiles, () => []);
  const { href } = pathToFileURL(path);
  await dumps.open(href, { report: () => undefined, isCancelled: () => false });
  const { dump } = dumps.get(href)!;
  dumps.close(href);
  return dump;
}
