// Builds and runs bench/peers: other parsers of goroutine dumps, written in Go.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { dataFolder, type MadeInput } from './generate';

const run = promisify(execFile);

export const peerNames = ['gostackparse', 'panicparse'] as const;

export type PeerName = (typeof peerNames)[number];

/** Speed of a peer on an input, and the counts that it finds. */
export interface PeerSpeed {
  readonly bytes: number;
  readonly goroutines: number;
  readonly groups: number;
  /** Time of the fastest run. */
  readonly parseSeconds: number;
  /** Time of the fastest run with grouping. */
  readonly dedupSeconds: number;
}

export type MeasurePeer = (peer: PeerName, made: MadeInput, runs: number) => Promise<PeerSpeed>;

/** Undefined if Go is not installed. */
export async function makePeers(): Promise<MeasurePeer | undefined> {
  const binary = join(dataFolder, process.platform === 'win32' ? 'peers.exe' : 'peers');
  try {
    await run('go', ['build', '-o', binary, '.'], { cwd: join(__dirname, 'peers') });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error('The peers could not be built. `--no-peers` skips them.', { cause: error });
  }
  return async (peer, { path }, runs) => {
    const { stdout } = await run(binary, [peer, path, String(runs)]);
    return JSON.parse(stdout) as PeerSpeed;
  };
}
