import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { packageExtension } from '../../scripts/package';
import { launchBrowser } from '../../scripts/vscode/browser';
import { current, installVSCode, oldest, root, scratch } from '../../scripts/vscode/install';
import { startVSCode, type VSCodeServer } from '../../scripts/vscode/server';
import { addWebExtension } from './webExtension';
import { Workbench } from './workbench';

export const lab = join(root, 'test/lab');
export const labDump = (name: string) => join(root, 'test/fixtures/lab', name);

/** The first run installs VS Code; a slow registry must not fail it. In milliseconds. */
const installTime = 600_000;
/** Longer than several waits of a single step. */
const stepTime = 90_000;

/** A VS Code with the packaged extension installed, and a browser that shows it. */
export interface Session {
  /** Opens a window on the folder, or without one, with the file in it, and waits for that. */
  window(folder: string | undefined, file?: string): Promise<Workbench>;
  /** A copy of the lab, to be changed. */
  copyOfLab(): Promise<string>;
  /** A folder for files of the tests, removed at the end. */
  readonly scratch: string;
  /** Where the extension is installed. */
  readonly extensions: string;
}

export interface SessionOptions {
  /** Packaged and installed (the default), or run in the browser as in VS Code for the Web. */
  readonly extension?: 'installed' | 'web';
}

let vsix: Promise<string> | undefined;

/**
 * A session for the tests of a suite, from before the first to after the last. A screenshot of a test that fails is
 * kept in `.vscode-test/screenshots`.
 */
export function useSession({ extension = 'installed' }: SessionOptions = {}): Session {
  let server: VSCodeServer;
  let browser: Browser;
  let folder: string;
  let workbench: Workbench | undefined;

  before(async function () {
    this.timeout(installTime);
    const installation = await installVSCode(process.env.VSCODE_EDITION === 'oldest' ? oldest : current);
    const packaged = await (vsix ??= packageExtension());
    server = await startVSCode(installation, extension === 'installed' ? packaged : undefined, {
      'workbench.hover.delay': 60_000, // a tooltip would cover the rows below until the mouse moves
    });
    browser = await launchBrowser();
    folder = await mkdtemp(join(scratch, 'workspace-'));
  });

  beforeEach(function () {
    this.currentTest?.timeout(stepTime);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.screenshot(this.currentTest.fullTitle());
  });

  after(async function () {
    this.timeout(stepTime); // VS Code takes a while to exit
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  return {
    async window(workspace, file) {
      await workbench?.page.close();
      workbench = new Workbench(await browser.newPage({ viewport: { width: 1400, height: 1600 } }));
      if (extension === 'web') await addWebExtension(workbench.page);
      await workbench.open(server.address(workspace, file));
      if (file !== undefined) await workbench.activeTab(basename(file));
      return workbench;
    },
    async copyOfLab() {
      const copy = await mkdtemp(join(folder, 'lab-'));
      await cp(lab, copy, { recursive: true });
      return copy;
    },
    get scratch() {
      return folder;
    },
    get extensions() {
      return server.extensions;
    },
  };
}

/** Rewrites a file. */
export async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')));
}
