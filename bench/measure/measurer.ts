import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { dataFolder, type MadeInput } from '../generate';
import { type Memory } from './memory';
import { type Speed } from './speed';
import { type Work } from './work';

const run = promisify(execFile);

/** Measures the core, each time in a new Node process. */
export interface Measurer {
  readonly speed: (made: MadeInput, work: Work, runs: number) => Promise<Speed>;
  readonly memory: (made: MadeInput) => Promise<Memory>;
}

/** Bundles the core as the shipped server does: `tsx` would make calls between files slower. */
export async function makeMeasurer(): Promise<Measurer> {
  const bundle = join(dataFolder, 'child.js');
  await build({
    entryPoints: [join(__dirname, 'child.ts')],
    outfile: bundle,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'es2022',
  });
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
