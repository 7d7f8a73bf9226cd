import { readFileSync } from 'node:fs';

import { type Dump } from '../../src/core';
import { type Input } from '../inputs';
import { collectGarbage } from './collect';
import { groupsOf, parserOf } from './work';

/** Memory use of a dump, in bytes above what the process used before it read the file. */
export interface Memory {
  /** Maximum resident size: text, dump, groups and garbage. */
  readonly peak: number;
  /** Dump and groups after a garbage collection: V8's heap and external memory. */
  readonly held: number;
}

/** Reads, parses and groups an input once. Must be the first work of its process. */
export async function measureMemory(input: Input, path: string): Promise<Memory> {
  await collectGarbage();
  const residentBefore = process.memoryUsage.rss();
  const heapBefore = heapBytes();
  const dump = await parse(input, path);
  const groups = groupsOf(dump);
  const peak = highestResident() - residentBefore;
  await collectGarbage();
  const held = heapBytes() - heapBefore;
  if (groups.length > dump.goroutines.length) throw new Error('There are more groups than goroutines.'); // retains both
  return { peak, held };
}

/** A separate function, so that nothing retains the text afterwards. */
async function parse(input: Input, path: string): Promise<Dump> {
  return parserOf(input, path)();
}

function heapBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * Maximum resident size in bytes. On Linux it is the kernel's `VmHWM`, because `maxRSS` there starts with the size that
 * the parent had when it started this process.
 */
function highestResident(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}
