import { type Input } from '../inputs';
import { collectGarbage } from './collect';
import { groupsOf, parserOf, type Work } from './work';

/** Speed of the core on an input, and the counts that it finds. */
export interface Speed {
  /** Time of the fastest run. */
  readonly seconds: number;
  readonly goroutines: number;
  /** Number of groups by stack; undefined if only parsing was measured. */
  readonly groups: number | undefined;
}

/** Does the work once to warm up, then once per run, each after a garbage collection. */
export async function measureSpeed(input: Input, path: string, work: Work, runs: number): Promise<Speed> {
  const parse = parserOf(input, path);
  const runOnce = async (): Promise<Speed> => {
    await collectGarbage();
    const start = process.hrtime.bigint();
    const dump = await parse();
    const groups = work === 'dedup' ? groupsOf(dump).length : undefined;
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    return { seconds, goroutines: dump.goroutines.length, groups };
  };
  await runOnce();
  let best = await runOnce();
  for (let run = 1; run < runs; run++) {
    const next = await runOnce();
    if (next.seconds < best.seconds) best = next;
  }
  return best;
}
