import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lab, useSession } from './session';
import type { Workbench } from './workbench';

const text = '[x](command:workbench.action.files.newUntitledFile) $(flame) <b>b</b> \u202egpj\u200b';

const goroutine = (id: number) =>
  `goroutine ${id} [${text.replace(/[[\]]/g, '')}, 3 minutes] {job: ${JSON.stringify(text)}}:\n` +
  `main.F[${text}](0x1)\n\t/x/${text}/x.go:1 +0x1\n` +
  `this line is no frame: ${text}\n` +
  `created by main.F[${text}] in goroutine 1\n\t/x/${text}.go:2 +0x1\n`;

const dumps = `==> ${text} <==\npanic: ${text}\n\n${goroutine(1)}\n${goroutine(2)}\n==> other <==\n\n${goroutine(1)}`;

const race =
  `==================\nWARNING: DATA RACE\nWrite at 0x00c000012345 by goroutine 7:\n  ${text}()\n      /x/${text}.go:7 +0x1\n\n` +
  `Previous read at 0x00c000012345 by main goroutine:\n  main.main()\n      /x/${text}.go:9 +0x1\n==================\n`;

const stuckIn = (name: string) =>
  `==> ${name} <==\n\ngoroutine 1 [chan receive (nil chan)]:\nmain.F[${text}](0x1)\n\t/x/${text}/x.go:1 +0x1\n` +
  `created by main.F[${text}] in goroutine 1\n\t/x/${text}.go:2 +0x1\n`;

const stuck = `${stuckIn(text)}\n${stuckIn(`other ${text}`)}`;

describe('Text of a dump in the window', () => {
  const session = useSession();
  const open = async (name: string, content: string): Promise<Workbench> => {
    const path = join(session.scratch, name);
    await writeFile(path, content);
    const vscode = await session.window(lab, path);
    await vscode.openGoroutines();
    return vscode;
  };
  const check = async (vscode: Workbench, name: string) => {
    await vscode.screenshot(name);
    assert.deepEqual(await vscode.tracesOf('flame'), { links: 0, icons: 0, hidden: 0 });
    assert.equal(await vscode.page.locator('.tabs-container .tab').count(), 1, 'no command has run');
  };

  it('is plain text in the tree, in lenses and in messages', async () => {
    const vscode = await open('hostile.dump', dumps);
    await vscode.text('[U+202E]').waitFor();
    await check(vscode, 'hostile sections');
    await vscode.group('2 × ').click();
    await check(vscode, 'hostile group');
    await vscode.frame('created by', 3).click();
    await vscode.status('No source found').waitFor();
    await check(vscode, 'hostile status message');
    await vscode.clickLens('no source found');
    await vscode.notification('No source found').waitFor();
    await check(vscode, 'hostile message');
  });

  it('is plain text in hovers of the editor', async () => {
    const vscode = await open('hostile-hover.dump', dumps);
    await vscode.lens('no source found').first().waitFor();
    const lines = dumps.split('\n');
    const goTo = async (part: string) => {
      const line = lines.findIndex((each) => each.includes(part));
      await vscode.goTo(line + 1, lines[line]!.indexOf(part) + 1);
    };
    await goTo('main.F[[x]');
    await vscode.openHover('No source found');
    await check(vscode, 'hostile hover of a frame');
    await vscode.press('Escape');
    await goTo('x(command');
    await vscode.openHover('A state that no Go version');
    await check(vscode, 'hostile hover of a state');
  });

  it('is plain text in tooltips of the tree', async () => {
    const vscode = await open('hostile-tooltip.dump', dumps);
    await vscode.group('2 × ').click();
    assert.match(await vscode.tooltip(), /created by/);
    await check(vscode, 'hostile tooltip of a group');
    await vscode.press('Escape');
  });

  it('is plain text in the choice among files, whose names others chose', async () => {
    const folder = join(session.scratch, 'hostile');
    const file = 'package node\n\nfunc Run() {\n\tselect {}\n}\n';
    for (const name of ['$(flame) \u202egpj', '[x](command:workbench.action.files.newUntitledFile) <b>b']) {
      const path = join(folder, name, 'node/hub.go');
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, file);
    }
    const path = join(folder, 'hang.dump');
    await writeFile(path, 'goroutine 1 [select]:\nexample.com/lab/node.Run()\n\t/app/node/hub.go:4 +0x1\n');
    const vscode = await session.window(folder, path);
    await vscode.openGoroutines(); // the explorer shows names as they are
    await vscode.clickLens('hub.go:4');
    const why = 'node/hub.go has the longest path suffix in common';
    assert.deepEqual(await vscode.quickPickTexts(), [
      `$ (flame) [U+202E]gpj/node/hub.go:4\n${why}`,
      `[x](command:workbench.action.files.newUntitledFile) <b>b/node/hub.go:4\n${why}`,
    ]);
    await check(vscode, 'hostile choice');
  });

  it('is plain text in reports of data races', async () => {
    const vscode = await open('hostile-race.dump', race);
    await vscode.text('Data race').waitFor();
    await check(vscode, 'hostile race');
  });

  it('is plain text in findings, in the warning and in the report', async () => {
    const vscode = await open('hostile-stuck.dump', stuck);
    await vscode.finding('2 × Nil channel in main.').waitFor();
    await check(vscode, 'hostile finding');
    await vscode.goToLine(3);
    await vscode.run('Show or Focus Hover');
    await vscode.text('Goroutine Dumps(proven)').waitFor();
    await check(vscode, 'hostile warning');
    await vscode.press('Escape');
    await vscode.goTo(4, 'main.'.length);
    await vscode.openHover('Waits on a nil channel');
    await check(vscode, 'hostile hover of a finding');
    await vscode.press('Escape');
    const report = await vscode.copied('Copy Findings Report', 'Findings copied');
    assert.doesNotMatch(report, /[\u202e\u200b]/);
    assert.match(report, /`[^`\n]*\[x\]\(command:/);
  });

  it('is plain text at the source of a finding, whose path others chose', async () => {
    const folder = join(session.scratch, 'hostile-source');
    const path = join(
      folder,
      '[x](command:workbench.action.files.newUntitledFile) $(flame) <b>b',
      'node/hub.go',
    );
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'package node\n\nfunc Run() {\n\tvar done chan int\n\t<-done\n}\n');
    const dump = join(folder, 'hang.dump');
    const frame = 'example.com/lab/node.Run()\n\t/app/node/hub.go:5 +0x1\n';
    await writeFile(dump, `goroutine 1 [chan receive (nil chan)]:\n${frame}`);
    const vscode = await session.window(folder, dump);
    await vscode.openGoroutines();
    await vscode.finding('Nil channel: done').waitFor();
    await vscode.status(/^\s*0\s*2\s*$/).waitFor();
    await vscode.goTo(2, 'example.com/lab/'.length);
    const hover = await vscode.openHover('Waits on a nil channel');
    await check(vscode, 'hostile source');
    await hover.getByText('hub.go:5', { exact: true }).first().click();
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(5);
    assert.match(await vscode.hover('waits on a nil channel'), /Goroutine Dumps\(proven\)/);
  });

  it('is plain text in the language status', async () => {
    const vscode = await open('hostile-panic.dump', `panic: ${text}\n`);
    await vscode.text('No goroutines were found in this file.').waitFor();
    await vscode.page.locator('[id="status.languageStatus"]').hover();
    await vscode.page.locator('.hover-language-status').first().waitFor();
    await check(vscode, 'hostile status');
    assert.match(await vscode.page.locator('.hover-language-status').first().innerText(), /command:/);
  });
});
