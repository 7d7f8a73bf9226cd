import fs from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { URI } from 'vscode-uri';
import { goEnv } from './goEnv';
import type { GoFolders, SourceProvider } from '../ports/sourceProvider';

/** In bytes. A larger source file is generated and not worth reading. */
const maxFileSize = 8 << 20;
/** The largest public Go repositories have about half as many files. */
const maxFiles = 50_000;
/** Folders without Go files take as long to read, and a home folder may contain millions. */
const maxFolders = 20_000;

// Those of `node:fs/promises` take several times as long for small files.
const readFile = promisify(fs.readFile);
const stat = promisify(fs.stat);

const skippedFolders = /^(?:\..*|node_modules|bazel-.*)$/;
const goFile = /^(?:go\.mod|go\.work|.*\.go)$/;

/** The disk of the server's machine. */
export const disk: SourceProvider = { isFile, readFile: readText, findGoFiles, goFolders };

async function isFile(uri: string): Promise<boolean> {
  const path = pathOf(uri);
  if (path === undefined) return false;
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

async function readText(uri: string): Promise<string | undefined> {
  const path = pathOf(uri);
  if (path === undefined) return undefined;
  const info = await stat(path).catch(() => undefined);
  if (info === undefined || !info.isFile() || info.size > maxFileSize) return undefined;
  return readFile(path, 'utf8').catch(() => undefined);
}

/** @param limit maximum number of folders; they are read breadth first */
export async function findGoFiles(
  folders: readonly string[],
  limit = maxFolders,
): Promise<readonly string[]> {
  const found: string[] = [];
  const toRead = folders.map(pathOf).filter((path) => path !== undefined);
  for (const folder of toRead) {
    if (found.length >= maxFiles) break;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !skippedFolders.test(entry.name)) {
        if (toRead.length < limit) toRead.push(path); // read later
      } else if (entry.isFile() && goFile.test(entry.name)) found.push(URI.file(path).toString());
    }
  }
  return found;
}

/** Go's folders from `go env` if it may be run, else from the environment and the installer's defaults. */
async function goFolders(mayRun: boolean): Promise<GoFolders> {
  const env = withoutEmpty({ ...process.env, ...(mayRun ? await goEnv() : {}) });
  const gopaths = (env.GOPATH ?? join(homedir(), 'go')).split(delimiter).filter(Boolean);
  const uris = (paths: readonly string[]) => paths.map((path) => URI.file(path).toString());
  const defaultRoot = process.platform === 'win32' ? 'C:\\Program Files\\Go' : '/usr/local/go';
  return {
    goroots: uris([env.GOROOT ?? defaultRoot]),
    moduleCaches: uris(
      env.GOMODCACHE === undefined ? gopaths.map((path) => join(path, 'pkg', 'mod')) : [env.GOMODCACHE],
    ),
    gopathSources: uris(gopaths.map((path) => join(path, 'src'))),
  };
}

function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

/**
 * The path of a file on this machine; undefined for any other uri. A uri with a Windows host has none either: Windows would
 * log in to that host.
 */
export function pathOf(uri: string): string | undefined {
  try {
    const { scheme, authority, fsPath } = URI.parse(uri);
    return scheme === 'file' && authority === '' ? fsPath : undefined;
  } catch {
    return undefined; // not a valid uri
  }
}
