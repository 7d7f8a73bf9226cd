import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';

type GoEnv = Readonly<Record<string, string>>;

/** Milliseconds. */
const timeout = 5000;

/** A `go env` that runs or has answered. Its answer does not change while the server runs. */
let answer: Promise<GoEnv> | undefined;

/** GOROOT, GOMODCACHE and GOPATH as `go env` prints them; empty without a `go`, which is looked for again next time. */
export async function goEnv(): Promise<GoEnv> {
  answer ??= runGoEnv();
  try {
    return await answer;
  } catch {
    answer = undefined;
    return {};
  }
}

/** Runs outside the workspace, whose go.mod must not make `go` fetch another toolchain. */
async function runGoEnv(): Promise<GoEnv> {
  const { stdout } = await promisify(execFile)('go', ['env', '-json', 'GOROOT', 'GOMODCACHE', 'GOPATH'], {
    cwd: tmpdir(),
    env: { ...process.env, GOTOOLCHAIN: 'local', GO111MODULE: 'auto', GOWORK: 'off' },
    timeout,
  });
  return JSON.parse(stdout) as GoEnv;
}
