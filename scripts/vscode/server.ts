import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Installation, scratch } from './install';

export interface VSCodeServer {
  /** The folder with the installed extensions. */
  readonly extensions: string;
  /** Address of a window with the folder and the file open. */
  address(folder: string | undefined, file?: string): string;
  /** Stops the server and all its processes, and removes its files. */
  stop(): Promise<void>;
}

const startSeconds = 60;

/** Settings that hide everything unrelated to the extension. */
const calm = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off', // on by default in a browser
  'git.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
};

/**
 * Starts a VS Code server on a free port of this machine, with fresh user data.
 *
 * @param vsix packaged extension to install, as a user would; undefined for none
 * @param settings the user's settings
 */
export async function startVSCode(
  { node, server }: Installation,
  vsix: string | undefined,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<VSCodeServer> {
  await mkdir(scratch, { recursive: true });
  const data = await mkdtemp(join(scratch, 'run-'));
  await mkdir(join(data, 'user/User'), { recursive: true });
  await mkdir(join(data, 'user/Machine'), { recursive: true });
  await writeFile(join(data, 'user/Machine/settings.json'), JSON.stringify({ ...calm, ...settings }));
  const extensions = join(data, 'extensions');
  const folders = [
    ...['--extensions-dir', extensions],
    ...['--user-data-dir', join(data, 'user')],
    ...['--server-data-dir', join(data, 'server')],
  ];
  if (vsix !== undefined) {
    await finished(spawn(node, [server, '--install-extension', vsix, ...folders], { stdio: 'ignore' }));
  }

  const port = await freePort();
  const child = spawn(
    node,
    [
      server,
      ...['--host', '127.0.0.1', '--port', String(port)],
      '--without-connection-token',
      '--accept-server-license-terms',
      '--disable-workspace-trust',
      ...['--telemetry-level', 'off'],
      ...folders,
    ],
    // Its own process group, so that its extension hosts end with it.
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const end = () => {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    rmSync(data, { recursive: true, force: true });
  };
  process.once('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(130));
  }
  const stop = async () => {
    process.off('exit', end);
    if (child.exitCode === null && child.pid !== undefined) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      process.kill(-child.pid, 'SIGKILL');
      await ended;
    }
    await rm(data, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await printed(child, 'Extension host agent listening');
  } catch (error) {
    await stop();
    throw error;
  }
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${encodeURI(path)}`;
  return {
    extensions,
    stop,
    address: (folder, file) => {
      const payload = file === undefined ? [] : [['openFile', remote(file)]];
      const query = `&payload=${encodeURIComponent(JSON.stringify(payload))}`;
      const window = folder === undefined ? 'ew=true' : `folder=${encodeURIComponent(folder)}`;
      return `http://127.0.0.1:${port}/?${window}${query}`;
    },
  };
}

/** Waits until the child prints the text. Keeps reading afterwards, so that the pipes do not fill up. */
function printed(child: ChildProcessByStdio<null, Readable, Readable>, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const late = setTimeout(() => {
      reject(new Error(`VS Code has not started within ${startSeconds} s. It printed:\n${seen}`));
    }, startSeconds * 1000);
    const read = (data: Buffer) => {
      seen = (seen + data.toString()).slice(-10_000);
      if (!seen.includes(text)) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', () => {
      clearTimeout(late);
      reject(new Error(`VS Code ended. It printed:\n${seen}`));
    });
  });
}

function finished(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${child.spawnargs.join(' ')} failed (exit code ${String(code)}).`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}
