// Installs the server edition of VS Code from npm alone, without other downloads or a native build.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const scratch = join(root, '.vscode-test');

/** A version of VS Code from the npm package code-server, and the Node that it needs. */
export interface Edition {
  readonly codeServer: string;
  readonly node: string;
}

export const current: Edition = { codeServer: '4.139.1', node: '24' };
/** VS Code 1.100, the oldest that `engines` allows. */
export const oldest: Edition = { codeServer: '4.100.3', node: '20' };

export interface Installation {
  /** Path of the Node executable. */
  readonly node: string;
  /** Path of VS Code's server-main.js. */
  readonly server: string;
}

/** Installs the edition below `.vscode-test`, unless it is already there. Prints the progress. */
export async function installVSCode({ codeServer, node }: Edition): Promise<Installation> {
  const folder = join(scratch, `code-server-${codeServer}`);
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  const installation = {
    node: join(
      folder,
      'node_modules',
      nodePackage(),
      'bin',
      process.platform === 'win32' ? 'node.exe' : 'node',
    ),
    server: join(vscode, 'out/server-main.js'),
  };
  const stamp = join(folder, 'installed');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === codeServer) return installation;

  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const steps: readonly (readonly [what: string, cwd: string, args: readonly string[]])[] = [
    [
      `VS Code (code-server ${codeServer}) and Node ${node}`,
      folder,
      [`code-server@${codeServer}`, `${nodePackage()}@${node}`],
    ],
    ['its dependencies', vscode, ['--omit=dev']],
    ["its built-in extensions' dependencies", join(vscode, 'extensions'), ['--omit=dev']],
  ];
  for (const [n, [what, cwd, args]] of steps.entries()) {
    console.log(`Installing ${what} (${n + 1} of ${steps.length}, once)…`);
    await npm(cwd, ['install', ...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  await writeFile(stamp, codeServer);
  return installation;
}

/**
 * The package with Node's executable for this machine. The package `node` would fetch it in an install script, which does
 * not run.
 */
function nodePackage(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

function npm(cwd: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', args, {
      cwd,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ${args.join(' ')} failed in ${cwd} (exit code ${String(code)}).`));
    });
  });
}
