// Regenerates test/fixtures/hangs or test/fixtures/healthy: the dumps of the programs in test/lab/hangs or test/lab/healthy.
// The first argument says which; further arguments are the names of the programs to dump, if not all. Takes little more than
// a minute.
import { mkdtempSync, realpathSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endAfter } from './fixtures/ending';
import { dumpPrograms } from './fixtures/pairs';
import { pathsElsewhere } from './fixtures/paths';
import { goOutput, type Toolchain } from './fixtures/toolchain';

const go126: Toolchain = { version: '1.26', name: 'go1.26.8', shownRoot: '/usr/local/go' };
const lab = realpathSync('test/lab');
const folder = mkdtempSync(join(tmpdir(), 'hangs-'));

async function makeFixtures(command: string | undefined, only: readonly string[]): Promise<void> {
  if (command !== 'hangs' && command !== 'healthy')
    throw new Error('The first argument is “hangs” or “healthy”.');
  const binary = join(folder, command);
  await goOutput(go126, lab, ['build', '-o', binary, `./${command}`]);
  const moved = await pathsElsewhere(go126, lab);
  const dumps = await dumpPrograms(binary, command === 'hangs' ? 'twin' : 'busy', only);
  const fixtures = `test/fixtures/${command}`;
  if (only.length === 0) await rm(fixtures, { recursive: true, force: true });
  await mkdir(fixtures, { recursive: true });
  for (const [name, dump] of Object.entries(dumps)) await writeFile(join(fixtures, name), moved(dump, name));
  console.log(`${Object.keys(dumps).length} dumps`);
}

endAfter(makeFixtures(process.argv[2], process.argv.slice(3)), folder);
