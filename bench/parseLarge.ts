import { pathToFileURL } from 'node:url';

import { type Dump, guessUserCode } from '../src/core';
import { fileDumpUri } from '../src/protocol';
import { DiskDumps } from '../src/server/dumps/diskDumps';
import { diskFiles } from '../src/server/node/diskFiles';

/** Parses a file that is too large to be opened in an editor, in pieces, as the server does. */
export async function parseLarge(path: string): Promise<Dump> {
  const dumps = new DiskDumps(diskFiles, guessUserCode);
  const uri = fileDumpUri(pathToFileURL(path).href);
  await dumps.open(uri, { report: () => undefined, isCancelled: () => false });
  const { dump } = dumps.get(uri)!;
  await dumps.close(uri);
  return dump;
}
