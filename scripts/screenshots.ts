// Takes the README's screenshots in a real VS Code, with the packaged extension and the dump of the lab.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Workbench } from '../test/vscode/workbench';
import { packageExtension } from './package';
import { launchBrowser } from './vscode/browser';
import { current, installVSCode, root } from './vscode/install';
import { startVSCode } from './vscode/server';

const folder = join(root, 'media/screenshots');
const dump = 'hub-sigquit-go1.26.dump';
const sideBar = { from: 350, to: 545 };

async function takeScreenshots(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const installation = await installVSCode(current);
  const vsix = await packageExtension();
  const browser = await launchBrowser();
  const server = await startVSCode(installation, vsix, {
    'editor.minimap.enabled': false,
    'editor.stickyScroll.enabled': false,
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const vscode = new Workbench(page);
  /** Takes a screenshot in each of VS Code's default themes, the light one first. */
  const picture = async (view: string) => {
    for (const theme of ['light', 'dark']) {
      await page.mouse.move(640, 708); // a position without a hover
      await page.waitForTimeout(1500);
      await page.screenshot({ path: join(folder, `${view}-${theme}.png`) });
      await vscode.run('Preferences: Toggle between Light/Dark Themes');
    }
  };
  await vscode.open(server.address(join(root, 'test/lab'), join(root, 'test/fixtures/lab', dump)));
  await vscode.activeTab(dump);
  await vscode.openGoroutines();
  await page.mouse.move(sideBar.from, 400);
  await page.mouse.down();
  await page.mouse.move(sideBar.to, 400, { steps: 5 });
  await page.mouse.up();

  await vscode.finding('holds h.streamsMu').waitFor();
  await page.waitForTimeout(5000); // until the server has all sources
  // Makes the findings high enough for the whole cycle.
  const groups = (await page.locator('.pane-header[aria-label^="Groups"]').boundingBox())!;
  await page.mouse.move(sideBar.from - 100, groups.y);
  await page.mouse.down();
  await page.mouse.move(sideBar.from - 100, groups.y + 200, { steps: 5 });
  await page.mouse.up();

  await vscode.finding('holds h.streamsMu').click();
  await vscode.activeTab('hub.go');
  await page.locator('.statusbar-item', { hasText: 'Activating' }).waitFor({ state: 'detached' });
  await picture('findings');

  await vscode.switchTo(dump);
  await vscode.run('Dedup goroutines');
  await vscode.lens('hub.go:70 → node/hub.go').filter({ visible: true }).waitFor();
  await picture('dedup');
  await server.stop();
  await browser.close();
}

takeScreenshots().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
