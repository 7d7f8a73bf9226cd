// Runs all checks and tests, and ends with the line `N passed, N failed`. With `--oldest`, runs only the tests inside VS Code, in
// the oldest version that `engines` allows.
import Mocha from 'mocha';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { current, installVSCode, root } from './vscode/install';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const oldest = process.argv.includes('--oldest');
/** In the order that finds failures fastest. */
const folders = oldest ? [] : ['unit', 'grammar', 'server', 'property'];

async function test(): Promise<void> {
  const checks = oldest ? [] : await Promise.all(['build', 'types', 'lint'].map(check));
  if (oldest) process.env.VSCODE_EDITION = 'oldest';
  // The first run fetches VS Code while the other tests run; a failure shows in the tests that need it.
  const installing = oldest ? undefined : installVSCode(current).catch(() => undefined);
  const others = await mocha(folders);
  await installing;
  const counts = [...checks, others, await mocha(['vscode'])];
  const sum = (key: keyof Counts) => counts.reduce((total, count) => total + count[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') === 0 ? 0 : 1);
}

/** Runs an npm script that prints nothing unless it fails. */
function check(script: string): Promise<Counts> {
  console.log(`Checking ${script}…`);
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      console.log(`${script}: ${code === 0 ? 'passed' : 'failed'}`);
      resolve(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
    });
  });
}

async function mocha(inFolders: readonly string[]): Promise<Counts> {
  const runner = new Mocha({ timeout: 10_000, forbidOnly: true, forbidPending: true, reporter: 'dot' });
  for (const file of inFolders.flatMap(testFiles)) runner.addFile(file);
  await runner.loadFilesAsync();
  return new Promise((resolve) => {
    const run = runner.run(() => {
      resolve({ passed: run.stats?.passes ?? 0, failed: run.stats?.failures ?? 1 });
    });
  });
}

function testFiles(folder: string): readonly string[] {
  const all = readdirSync(join(root, 'test', folder), { recursive: true, encoding: 'utf8' });
  const files = all.filter((file) => file.endsWith('.test.ts'));
  return files.sort().map((file) => join(root, 'test', folder, file));
}

test().catch((error: unknown) => {
  console.error(error);
  console.log('0 passed, 1 failed');
  process.exit(1);
});
