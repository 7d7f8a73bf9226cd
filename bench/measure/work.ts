import { readFileSync } from 'node:fs';

import { type Dump, groupDump, type GoroutineGroup, guessUserCode, parseDump } from '../../src/core';
import { type Input } from '../inputs';
import { parseLarge } from '../parseLarge';

/** What is measured: parsing only, or parsing and deduplication. */
export type Work = 'parse' | 'dedup';

/**
 * Parsing of an input, to be run many times. The file is read beforehand, except for a large one, where reading is part
 * of the work.
 */
export function parserOf(input: Input, path: string): () => Promise<Dump> {
  if (input.isLarge) return () => parseLarge(path);
  const text = readFileSync(path);
  return () => Promise.resolve(parseDump(text));
}

/** Groups by stack, like the server does for a document. */
export function groupsOf(dump: Dump): readonly GoroutineGroup[] {
  return groupDump(dump, 'stack', { isUserCode: guessUserCode(dump) });
}
