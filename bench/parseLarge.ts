import { readFileSync } from 'node:fs';

import { type Dump, parseDump } from '../src/core';

/** Parses a file that is too large to be opened in an editor. This is the place for a reader of files in pieces. */
export function parseLarge(path: string): Promise<Dump> {
  return Promise.resolve(parseDump(readFileSync(path)));
}
