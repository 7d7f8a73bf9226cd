import { readFileSync } from 'node:fs';

import { type Dump } from '../../src/core';
import { type Input } from '../inputs';
import { collectGarbage } from './collect';
import { groupsOf, parserOf } from './work';

/** What a dump costs, in bytes above what the process had before it read the file. */
export interface Memory {
  /** The most that was resident at any time: the text, the dump, its groups, and garbage. */
  readonly peak: number;
  /** The dump and its groups alone, behind a garbage collection: V8's heap and what it holds outside. */
  readonly held: number;
}

/** Reads, parses and groups an input once. Has to be the first that its process does. */
export async function measureMemory(input: Input, path: string): Promise<Memory> {
  await collectGarbage();
  const residentBefore = process.memoryUsage.rss();
  const heapBefore = heapBytes();
  const dump = await parse(input, path);
  const groups = groupsOf(dump);
  const peak = highestResident() - residentBefore;
  await collectGarbage();
  const held = heapBytes() - heapBefore;
  if (groups.length > dump.goroutines.length) throw new Error('There are more groups than goroutines.'); // holds both
  return { peak, held };
}

/** A function of its own, so that nothing holds the text any longer. */
async function parse(input: Input, path: string): Promise<Dump> {
  return parserOf(input, path)();
}

function heapBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * The most that was ever resident, in bytes. On Linux the kernel's `VmHWM`, because `maxRSS` there begins with what
 * the parent had when it started this process.
 */
function highestResident(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}
