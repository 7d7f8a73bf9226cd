import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';

type GoEnv = Readonly<Record<string, string>>;

/** In milliseconds. */
const timeout = 5000;

/** The answer of a running or finished `go env`. It does not change while the server runs. */
let answer: Promise<GoEnv> | undefined;

/** GOROOT, GOMODCACHE and GOPATH from `go env`; empty if it fails, and then it runs again next time. */
export async function goEnv(): Promise<GoEnv> {
  answer ??= runGoEnv();
  try {
    return await answer;
  } catch {
    answer = undefined;
    return {};
  }
}

/** Runs outside the workspace, so that its go.mod cannot make `go` download another toolchain. */
async function runGoEnv(): Promise<GoEnv> {
  const { stdout } = await promisify(execFile)('go', ['env', '-json', 'GOROOT', 'GOMODCACHE', 'GOPATH'], {
    cwd: tmpdir(),
    env: { ...process.env, GOTOOLCHAIN: 'local', GO111MODULE: 'auto', GOWORK: 'off' },
    timeout,
  });
  return JSON.parse(stdout) as GoEnv;
}
