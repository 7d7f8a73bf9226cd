import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lab, useSession } from './session';
import type { Workbench } from './workbench';

const text = '[x](command:workbench.action.files.newUntitledFile) $(flame) <b>b</b> \u202egpj\u200b';

const goroutine = (id: number) =>
  `goroutine ${id} [${text.replace(/[[\]]/g, '')}, 3 minutes] {job: ${JSON.stringify(text)}}:\n` +
  `main.${text}(0x1)\n\t/x/${text}/x.go:1 +0x1\n` +
  `this line is no frame: ${text}\n` +
  `created by ${text} in goroutine 1\n\t/x/${text}.go:2 +0x1\n`;

const dumps = `==> ${text} <==\npanic: ${text}\n\n${goroutine(1)}\n${goroutine(2)}\n==> other <==\n\n${goroutine(1)}`;

const race =
  `==================\nWARNING: DATA RACE\nWrite at 0x00c000012345 by goroutine 7:\n  ${text}()\n      /x/${text}.go:7 +0x1\n\n` +
  `Previous read at 0x00c000012345 by main goroutine:\n  main.main()\n      /x/${text}.go:9 +0x1\n==================\n`;

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
    await vscode.notification('No source found').waitFor();
    await check(vscode, 'hostile message');
  });

  it('is plain text in reports of data races', async () => {
    const vscode = await open('hostile-race.dump', race);
    await vscode.text('Data race').waitFor();
    await check(vscode, 'hostile race');
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
