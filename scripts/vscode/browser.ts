import chromium from '@sparticuz/chromium';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium as playwright } from 'playwright-core';
import { root, scratch } from './install';

/** A headless Chromium whose executable comes with an npm package. */
export async function launchBrowser(): Promise<Browser> {
  try {
    return await launch(process.env.LD_LIBRARY_PATH);
  } catch (error) {
    if (!String(error).includes('shared libraries')) throw error;
    return launch(await ownLibraries());
  }
}

async function launch(libraries: string | undefined): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    env: { ...process.env, ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries }) },
    // The package's arguments are for pages with WebGL. In a single process, VS Code is not drawn. A GPU in software takes a
    // whole core for a blinking cursor.
    args: [
      ...chromium.args.filter((arg) => !/^--(?:single-process|no-zygote|.*gpu|use-|.*swiftshader)/.test(arg)),
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    headless: true,
  });
}

/** Unpacks the libraries (NSS and others) that the package includes for machines without them. @returns their folder */
async function ownLibraries(): Promise<string> {
  const folder = join(scratch, 'chromium');
  await mkdir(folder, { recursive: true });
  const archive = createReadStream(join(root, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br'));
  const tar = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'inherit', 'inherit'] });
  archive.pipe(createBrotliDecompress()).pipe(tar.stdin);
  await once(tar, 'exit');
  return join(folder, 'lib');
}
