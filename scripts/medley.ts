// Regenerates test/fixtures/medley: the dumps of test/lab/medley, built with several versions of Go, in all forms. Needs Go, and
// dlv in PATH for Delve's listing. Takes two minutes.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { endAfter } from './fixtures/ending';
import { pathsElsewhere } from './fixtures/paths';
import { startTalking, type TalkingProgram } from './fixtures/program';
import { goOutput, type Toolchain } from './fixtures/toolchain';

const run = promisify(execFile);
const lab = realpathSync('test/lab/medley');
const fixtures = 'test/fixtures/medley';
const folder = mkdtempSync(join(tmpdir(), 'medley-'));

/** A build of the program. */
interface Build {
  /** In the names of its fixtures. */
  readonly name: string;
  readonly go: string;
  readonly arch?: '386';
  readonly flags?: readonly string[];
  /** In addition to the dump by SIGQUIT. */
  readonly forms: readonly ('debug2' | 'debug1' | 'binary' | 'delve')[];
}

const builds: readonly Build[] = [
  { name: 'go1.19', go: 'go1.19.13', forms: ['debug2'] },
  { name: 'go1.21', go: 'go1.21.13', forms: ['debug2'] },
  { name: 'go1.23', go: 'go1.23.12', forms: ['debug2'] },
  { name: 'go1.24', go: 'go1.24.9', forms: ['debug2'] },
  { name: 'go1.26', go: 'go1.26.8', forms: ['debug2', 'debug1', 'binary', 'delve'] },
  { name: 'go1.26-386', go: 'go1.26.8', arch: '386', forms: ['debug2'] },
  { name: 'go1.19-386', go: 'go1.19.13', arch: '386', forms: [] },
  { name: 'go1.26-trimpath', go: 'go1.26.8', flags: ['-trimpath'], forms: ['debug2', 'debug1'] },
];

/** Longer than a minute, because a header has the wait in whole minutes. */
const waitMs = 80_000;
const collectionsMs = 5_000;

async function makeFixtures(): Promise<void> {
  const running: (readonly [build: Build, program: TalkingProgram, moved: (text: string) => string])[] = [];
  for (const build of builds) {
    const toolchain: Toolchain = { version: build.name, name: build.go, shownRoot: '/usr/local/go' };
    const binary = join(folder, build.name);
    process.env.GOARCH = build.arch ?? 'amd64';
    await goOutput(toolchain, lab, ['build', ...(build.flags ?? []), '-o', binary, '.']);
    const elsewhere = await pathsElsewhere(toolchain, join(lab, '..'));
    const program = await startTalking({ binary });
    running.push([build, program, (text) => elsewhere(text, build.name)]);
  }
  const end = Date.now() + waitMs;
  while (Date.now() < end) {
    for (const [, program] of running) await program.collect();
    await sleep(collectionsMs);
  }
  await rm(fixtures, { recursive: true, force: true });
  await mkdir(fixtures, { recursive: true });
  const write = (name: string, data: string | Uint8Array) => writeFile(join(fixtures, name), data);
  for (const [{ name, forms }, program, moved] of running) {
    if (forms.includes('debug2')) await write(`debug2-${name}.dump`, moved(await program.dump()));
    if (forms.includes('debug1')) await write(`debug1-${name}.txt`, moved(await program.profile()));
    if (forms.includes('binary')) {
      const file = join(folder, `${name}.pb.gz`);
      await program.writeBinary(file);
      await write(`binary-${name}.pb.gz`, readFileSync(file));
    }
    if (forms.includes('delve')) await write(`delve-${name}.txt`, moved(await delve(program)));
    await write(`sigquit-${name}.dump`, moved(await program.quit()));
  }
}

/** Delve's listing with stacks. */
async function delve({ pid }: TalkingProgram): Promise<string> {
  const attached = run('dlv', ['attach', String(pid), '--allow-non-terminal-interactive=true'], {
    env: { ...process.env, TERM: 'dumb' }, // without colors
  });
  attached.child.stdin!.end('goroutines -t 20\nquit\nn\n');
  const { stdout } = await attached;
  return stdout;
}

endAfter(makeFixtures(), folder);
