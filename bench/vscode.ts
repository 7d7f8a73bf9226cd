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
import { packageFloor, writeFloorRows } from './measure/floor';
import { vscodeInputs } from './inputs';
import { table } from './table';

const runs = 3;
/** In milliseconds: more than any wait, also while other programs run. */
const patience = 60_000;
/** In bytes. VS Code shows no colors and code lenses in larger files (`editor.largeFileOptimizations`). */
const largeForEditor = 20 << 20;

const settings = {
  'editor.hover.delay': 0,
  'workbench.editorLargeFileConfirmation': 1024, // in MB
};

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
  const installation = await installVSCode(current);
  const server = await startVSCode(installation, await packageExtension(), settings);
  const floor = await startVSCode(installation, await packageFloor(), settings);
  const browser = await launchBrowser();
  const inWindow = async <Result>(measure: (vscode: Workbench) => Promise<Result>) => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const vscode = new Workbench(page);
    page.setDefaultTimeout(patience);
    const result = await measure(vscode);
    await page.close();
    return result;
  };
  try {
    const rows: string[][] = [];
    for (const each of made) {
      const waits: Waits[] = [];
      const floors: number[] = [];
      for (let run = 0; run < runs; run++) {
        waits.push(await inWindow((vscode) => measure(vscode, server.address(dataFolder), each)));
        floors.push(await inWindow((vscode) => measureFloor(vscode, floor.address(dataFolder), each)));
      }
      const best = (wait: keyof Waits) =>
        Math.min(...waits.map((all) => all[wait]).filter((time) => time !== undefined));
      const text = (time: number) => (time === Infinity ? '–' : `${Math.round(time)} ms`);
      const least = Math.min(...floors);
      rows.push([
        each.goroutines.toLocaleString('en'),
        text(best('text')),
        text(best('tree')),
        text(least),
        (best('tree') / least).toFixed(2),
        text(best('lens')),
        text(best('hover')),
      ]);
    }
    const columns = ['Goroutines', 'Text', 'Tree', 'Floor', 'Tree × floor', 'First lens', 'Hover'];
    console.log(`\n${table(columns, rows, 0)}\n`);
  } finally {
    await browser.close();
    await Promise.all([server.stop(), floor.stop()]);
  }
}

/** Opens the file in a window whose extension is already active. @returns the time since then until something is shown */
async function openWarm(
  vscode: Workbench,
  address: string,
  { path }: MadeInput,
): Promise<(shown: Locator) => Promise<number>> {
  const warm = join(dirname(path), 'warm.dump');
  const cold = join(dirname(path), `${basename(path, '.txt')}.dump`);
  copyFileSync(path, cold); // its file extension makes it a dump
  writeFileSync(warm, 'goroutine 1 [running]:\nmain.main()\n\t/x/main.go:1 +0x1\n');
  for (const each of [warm, cold]) writeFloorRows(each);
  await vscode.open(address);
  await vscode.openGoroutines();
  await openFile(vscode, warm);
  await vscode.group('1 × ').waitFor();
  await chooseFile(vscode, cold);
  const start = performance.now();
  await vscode.press('Enter');
  return async (shown) => {
    await shown.waitFor();
    return performance.now() - start;
  };
}

/** The time until an extension that has its rows ready shows them. */
async function measureFloor(vscode: Workbench, address: string, made: MadeInput): Promise<number> {
  const since = await openWarm(vscode, address, made);
  return since(vscode.largeGroups.first());
}

async function measure(vscode: Workbench, address: string, made: MadeInput): Promise<Waits> {
  const since = await openWarm(vscode, address, made);
  const [text, tree, lens] = await Promise.all([
    since(
      vscode.page
        .locator('.view-line')
        .filter({ hasText: /goroutine.1.\[select/ })
        .first(),
    ),
    since(vscode.largeGroups.first()),
    made.bytes > largeForEditor ? undefined : since(vscode.lens(/goroutines with this stack/).first()),
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
