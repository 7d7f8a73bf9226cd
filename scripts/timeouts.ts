// Regenerates test/fixtures/timeouts: runs each test of test/lab/timeouts until `go test` ends it with a dump.
import { realpathSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathsElsewhere } from './fixtures/paths';
import { go, type Toolchain } from './fixtures/toolchain';

const toolchain: Toolchain = { version: '1.26', name: 'go1.26.8', shownRoot: '/usr/local/go' };
const lab = realpathSync('test/lab');
const folder = 'test/fixtures/timeouts';

/** Names of the tests, without `Test`. */
async function testNames(): Promise<readonly string[]> {
  const files = ['timeouts_test.go', 'more_test.go'].map((name) => join(lab, 'timeouts', name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return texts.flatMap((text) => Array.from(text.matchAll(/^func Test(\w+)/gm), ([, name]) => name!));
}

async function makeFixtures(): Promise<void> {
  const moved = await pathsElsewhere(toolchain, lab);
  await mkdir(folder, { recursive: true });
  for (const name of await testNames()) {
    const args = ['test', '-tags=timeout', '-timeout=3s', '-run', `^Test${name}$`, './timeouts'];
    const { exitCode, stdout } = await go(toolchain, lab, args);
    if (exitCode === 0) throw new Error(`Test${name} should hang, but has ended.`);
    const file = `${name.toLowerCase()}.dump`;
    await writeFile(join(folder, file), moved(stdout, file));
  }
}

makeFixtures().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
