// Regenerates test/fixtures/lab: builds the Go programs of test/lab, waits until each has reached its final state, dumps it,
// and counts what the dump contains. Takes about three minutes, because waits are counted in minutes.
import { mkdtempSync, realpathSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endAfter } from './fixtures/ending';
import { expectationOf, type Expectation } from './fixtures/expectation';
import { pathsElsewhere } from './fixtures/paths';
import { runToEnd, start } from './fixtures/program';
import { go, goOutput, type Toolchain } from './fixtures/toolchain';

const go126: Toolchain = { version: '1.26', name: 'go1.26.8', shownRoot: '/usr/local/go' };
const go127: Toolchain = {
  version: '1.27',
  name: 'go1.27.1',
  shownRoot: '/home/gopher/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.1.linux-amd64',
};

/** Dumps by file name, with the paths of this machine. */
type Dumps = Readonly<Record<string, string>>;

const lab = realpathSync('test/lab');
const fixtures = 'test/fixtures/lab';
const binaries = mkdtempSync(join(tmpdir(), 'lab-'));

async function build(toolchain: Toolchain, command: string, ...flags: readonly string[]): Promise<string> {
  const binary = join(binaries, [command, toolchain.version, ...flags].join(''));
  await goOutput(toolchain, lab, ['build', ...flags, '-o', binary, `./cmd/${command}`]);
  return binary;
}

async function hub(): Promise<Dumps> {
  const program = await start({ binary: await build(go126, 'hub'), args: ['-arrivals=150s'] });
  return {
    'hub-debug2-go1.26.dump': await program.debug2('goroutine'),
    'hub-sigquit-go1.26.dump': await program.quit(),
  };
}

async function hubWithTrimmedPaths(): Promise<Dumps> {
  const program = await start({ binary: await build(go126, 'hub', '-trimpath') });
  const dump = await program.debug2('goroutine');
  await program.quit();
  return { 'hub-trimpath-debug2-go1.26.dump': dump };
}

async function zoo(toolchain: Toolchain): Promise<Dumps> {
  const binary = await build(toolchain, 'zoo');
  const program = await start({ binary, godebug: 'tracebacklabels=1' });
  return {
    [`zoo-debug2-go${toolchain.version}.dump`]: await program.debug2('goroutine'),
    [`zoo-sigquit-go${toolchain.version}.dump`]: await program.quit(),
  };
}

/** The leak profile marks goroutines permanently, so it has its own process. It is new in Go 1.27. */
async function zooWithLeaks(): Promise<Dumps> {
  const program = await start({ binary: await build(go127, 'zoo') });
  const dump = await program.debug2('goroutineleak');
  await program.quit();
  return { 'zoo-leak-debug2-go1.27.dump': dump };
}

async function failures(): Promise<Dumps> {
  const binary = await build(go126, 'fail');
  const fail = (ending: string): Promise<string> => runToEnd({ binary, args: [ending] });
  return {
    'fail-recovered-go1.26.txt': await fail('recovered'),
    'fail-repanic-go1.26.txt': await fail('repanic'),
    'fail-nil-go1.26.txt': await fail('nil'),
    'fail-deadlock-go1.26.txt': await fail('deadlock'),
    'fail-stack-go1.26.txt': await fail('stack'),
  };
}

async function testTimeout(): Promise<Dumps> {
  const { exitCode, stdout } = await go(go126, lab, ['test', '-tags=timeout', '-timeout=2s', './ledger']);
  if (exitCode === 0) throw new Error('the test that should hang has ended');
  return { 'test-timeout-go1.26.txt': stdout };
}

/** Stores the dumps of one toolchain as fixtures, and returns the expected counts. */
async function store(toolchain: Toolchain, dumps: Dumps): Promise<Record<string, Expectation>> {
  const moved = await pathsElsewhere(toolchain, lab);
  const expected: Record<string, Expectation> = {};
  for (const [name, dump] of Object.entries(dumps)) {
    const fixture = moved(dump, name);
    const expectation = expectationOf(fixture, toolchain.version);
    if (expectation.goroutines === 0)
      throw new Error(`${name} contains no goroutine:\n${fixture.slice(0, 500)}`);
    await writeFile(join(fixtures, name), fixture);
    expected[name] = expectation;
    console.log(`${name}: ${expectation.goroutines} goroutines, ${expectation.groups} groups`);
  }
  return expected;
}

async function makeFixtures(): Promise<void> {
  console.log('The hub needs two and a half minutes to reach its final state.');
  await mkdir(fixtures, { recursive: true });
  const slowest = hub();
  slowest.catch(() => undefined); // reported when it is awaited
  const expected = {
    ...(await store(go126, await hubWithTrimmedPaths())),
    ...(await store(go126, await zoo(go126))),
    ...(await store(go127, await zoo(go127))),
    ...(await store(go127, await zooWithLeaks())),
    ...(await store(go126, await failures())),
    ...(await store(go126, await testTimeout())),
    ...(await store(go126, await slowest)),
  };
  const sorted = Object.fromEntries(Object.entries(expected).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(join(fixtures, 'expected.json'), `${JSON.stringify(sorted, null, 2)}\n`);
}

endAfter(makeFixtures(), binaries);
