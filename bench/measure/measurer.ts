import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { MadeInput } from '../generate';
import { bundled } from './bundle';
import { type Memory } from './memory';
import { type Speed } from './speed';
import { type Work } from './work';

const run = promisify(execFile);

/** Measures the core, each time in a new Node process. */
export interface Measurer {
  readonly speed: (made: MadeInput, work: Work, runs: number) => Promise<Speed>;
  readonly memory: (made: MadeInput) => Promise<Memory>;
}

export async function makeMeasurer(): Promise<Measurer> {
  const bundle = await bundled('child');
  const measure = async ({ input, path }: MadeInput, what: string, runs: number): Promise<unknown> => {
    const args = ['--expose-gc', bundle, input.name, path, what, String(runs)];
    const { stdout } = await run(process.execPath, args);
    return JSON.parse(stdout);
  };
  return {
    speed: (made, work, runs) => measure(made, work, runs) as Promise<Speed>,
    memory: (made) => measure(made, 'memory', 1) as Promise<Memory>,
  };
}
