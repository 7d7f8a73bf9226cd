// Measures what a user waits for in a real VS Code: `npm run bench:vscode`. See bench/README.md.
import { copyFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { packageExtension } from '../scripts/package';
import { launchBrowser } from '../scripts/vscode/browser';
import { current, installVSCode } from '../scripts/vscode/install';
import { startVSCode } from '../scripts/vscode/server';
import { Workbench } from '../test/vscode/workbench';
import { dataFolder, makeInput, type MadeInput } from './generate';
import { vscodeInputs } from './inputs';
import { table } from './table';

const runs = 3;
/** In bytes. VS Code shows no colors and code lenses in larger files (`editor.largeFileOptimizations`). */
const largeForEditor = 20 << 20;

/** Milliseconds from the request to open a file. */
interface Waits {
  /** Until VS Code shows the text; the extension is not involved. */
  readonly text: number;
  /** Until its groups are in the tree. */
  readonly tree: number;
  /** Until the first code lens is shown; undefined if VS Code shows none. */
  readonly lens: number | undefined;
  /** From the request for a hover over a function to its answer. */
  readonly hover: number;
}

async function bench(): Promise<void> {
  const made: MadeInput[] = [];
  for (const input of vscodeInputs) made.push(await makeInput(input));
  const vsix = await packageExtension();
  const server = await startVSCode(await installVSCode(current), vsix, {
    'editor.hover.delay': 0,
    'workbench.editorLargeFileConfirmation': 1024, // in MB
  });
  const browser = await launchBrowser();
  try {
    const rows: string[][] = [];
    for (const each of made) {
      const waits: Waits[] = [];
      for (let run = 0; run < runs; run++) {
        const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
        waits.push(await measure(new Workbench(page), server.address(dataFolder), each));
        await page.close();
      }
      const best = (wait: keyof Waits) => {
        const times = waits.map((all) => all[wait]).filter((time) => time !== undefined);
        return times.length === 0 ? '–' : `${Math.round(Math.min(...times))} ms`;
      };
      rows.push([
        each.goroutines.toLocaleString('en'),
        best('text'),
        best('tree'),
        best('lens'),
        best('hover'),
      ]);
    }
    console.log(`\n${table(['Goroutines', 'Text', 'Tree', 'First lens', 'Hover'], rows, 0)}\n`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Opens the file in a window whose extension is already active. */
async function measure(vscode: Workbench, address: string, { path, bytes }: MadeInput): Promise<Waits> {
  const warm = join(dirname(path), 'warm.dump');
  const cold = join(dirname(path), `${basename(path, '.txt')}.dump`);
  copyFileSync(path, cold); // its file extension makes it a dump
  writeFileSync(warm, 'goroutine 1 [running]:\nmain.main()\n\t/x/main.go:1 +0x1\n');
  await vscode.open(address);
  await vscode.openGoroutines();
  await openFile(vscode, warm);
  await vscode.group('1 × ').waitFor();
  await chooseFile(vscode, cold);
  const start = performance.now();
  await vscode.press('Enter');
  const since = async (shown: Locator) => {
    await shown.waitFor();
    return performance.now() - start;
  };
  const [text, tree, lens] = await Promise.all([
    since(
      vscode.page
        .locator('.view-line')
        .filter({ hasText: /goroutine.1.\[select/ })
        .first(),
    ),
    since(vscode.largeGroups.first()),
    bytes > largeForEditor ? undefined : since(vscode.lens(/goroutines with this stack/).first()),
  ]);
  await vscode.goTo(2, 3);
  const asked = performance.now();
  await vscode.hover('in the function');
  return { text, tree, lens, hover: performance.now() - asked };
}

async function openFile(vscode: Workbench, path: string): Promise<void> {
  await chooseFile(vscode, path);
  await vscode.press('Enter');
  await vscode.activeTab(basename(path));
}

/** Types the path into the file dialog. */
async function chooseFile(vscode: Workbench, path: string): Promise<void> {
  await vscode.press('Control+O');
  await vscode.typePath(path);
}

bench().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
