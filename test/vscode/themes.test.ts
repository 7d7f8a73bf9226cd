import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anycable, fixtureText } from '../fixtures';
import { contrast } from '../contrast';
import { useSession } from './session';
import type { Workbench } from './workbench';

/** The names of the themes in VS Code's oldest supported version. */
const modern = process.env.VSCODE_EDITION === 'oldest' ? 'Default ' : '';
/** Names of themes, and of the files that they are in. */
const themes = [
  [`${modern}Dark Modern`, 'dark_modern'],
  [`${modern}Light Modern`, 'light_modern'],
  ['Default High Contrast', 'hc_black'],
  ['Default High Contrast Light', 'hc_light'],
  ['Monokai Dimmed', 'dimmed-monokai'],
  ['Solarized Light', 'solarized-light'],
] as const;
/** For normal text, by WCAG 2.2 AA. */
const readable = 4.5;
/** A function of the user's, and one of the standard library. */
const own = 'schedule';
const library = 'runtime_SemacquireMutex';
/** In pixels, the width that VS Code gives the side bar at first. */
const defaultWidth = 300;

describe('A dump of 3,539 goroutines in a side bar of the default width', () => {
  const session = useSession();
  let vscode: Workbench;
  let use: (theme: string) => Promise<void>;

  before(async function () {
    this.timeout(90_000);
    const dump = join(session.scratch, 'stuck.dump');
    const settings = join(session.scratch, '.vscode/settings.json');
    await mkdir(join(session.scratch, '.vscode'));
    use = (theme) => writeFile(settings, JSON.stringify({ 'workbench.colorTheme': theme }));
    await writeFile(dump, fixtureText(anycable));
    await use(themes[0][0]);
    vscode = await session.window(session.scratch, dump);
    await vscode.openGoroutines();
    await vscode.group('× RWMutex.Lock').waitFor();
    await vscode.find(`${own}(`);
  });

  for (const [theme, file] of themes) {
    it(`shows every group by what it waits for and where, no two alike, in ${theme}`, async () => {
      await use(theme);
      await vscode.theme(file);
      await vscode.screenshot(`theme ${theme}`);
      assert.ok((await vscode.sideBarWidth()) <= defaultWidth);
      const rows = await vscode.visibleGroupTexts();
      assert.ok(rows.length > 15);
      assert.deepEqual(
        rows.filter((text, at) => rows.indexOf(text) !== at),
        [],
      );
      for (const text of rows.filter((each) => each.includes('×'))) assert.match(text, /× [^·]+ · ./);
      // The goroutine that holds the lock waits for something else than the thousands that wait for it.
      const odd = rows.findIndex((text) => text.startsWith('1 × select · schedule'));
      assert.ok(
        odd >= 0 && odd < rows.findIndex((text) => text.startsWith('Idle by design')),
        rows.join('\n'),
      );
    });

    it(`shows frames that can be read, the user's own before those of the library, in ${theme}`, async () => {
      const background = await vscode.editorBackground();
      const contrastOf = async (token: RegExp) => contrast(await vscode.tokenColor(token), background);
      const ofOwn = await contrastOf(new RegExp(`^${own}$`));
      const ofLibrary = await contrastOf(new RegExp(library));
      assert.ok(ofLibrary >= readable, `${ofLibrary}`);
      assert.ok(ofOwn > ofLibrary, `${ofOwn}, ${ofLibrary}`);
    });
  }
});
