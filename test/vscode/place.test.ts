import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixtureText } from '../fixtures';
import { lab, labDump, useSession } from './session';
import type { Workbench } from './workbench';

const dump = 'hub-debug2-go1.26.dump';
const lines = fixtureText(`lab/${dump}`).split('\n');
/** One-based number of the first line with the text, at or after a line. */
const lineOf = (text: string, from = 1) =>
  lines.findIndex((line, n) => n >= from - 1 && line.includes(text)) + 1;

describe('A dump in the folder of a module', () => {
  const session = useSession();

  it('leads to the source of the module if no folder is open, once the user agrees', async () => {
    const folder = await session.copyOfLab();
    const path = join(folder, 'hang.dump');
    await writeFile(path, lines.join('\n'));
    const vscode = await session.window(undefined, path);
    await vscode.openGoroutines();
    await vscode.notification(`hang.dump is in the folder of a Go module, ${folder}.`).waitFor();
    await vscode.screenshot('module source');
    await vscode.group('1 × chan send · Schedule').click();
    const frame = vscode.frame('node.(*Hub).broadcastToStream hub.go:94');
    await frame.click();
    await vscode.status('No source found for node.(*Hub).broadcastToStream').waitFor();
    await vscode.cursorOn(lineOf('/node/hub.go:94') - 1);
    await vscode.notificationButton('Trust and Use Source').click();
    await vscode.goToLine(lineOf('/node/hub.go:94'));
    await vscode.lens('hub.go:94 → node/hub.go').first().waitFor();
    await frame.click();
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(94);
  });
});

describe('A place in a dump', () => {
  const session = useSession();
  let vscode: Workbench;

  before(async function () {
    this.timeout(90_000);
    vscode = await session.window(lab, labDump(dump));
    await vscode.openGoroutines();
    await vscode.group('820 × ').waitFor();
  });

  it('has a lens above the goroutine at the cursor, at each of its lines, which leads to its neighbors', async () => {
    const first = lineOf('[sync.Mutex.Lock');
    const second = lineOf('[sync.Mutex.Lock', first + 1);
    await vscode.goToLine(second + 3);
    await vscode.lens('2 of 820').waitFor();
    await vscode.clickLens('2 of 820');
    await vscode.selectedRow(/^820 × /).waitFor();
    await vscode.goToLine(second);
    await vscode.press('F8');
    await vscode.lens('3 of 820').waitFor();
    await vscode.press('Shift+F8');
    await vscode.lens('2 of 820').waitFor();
    await vscode.press('Shift+F8');
    await vscode.cursorOn(first);
    await vscode.lens(/^\d+ of 820$/).waitFor({ state: 'detached' }); // this one has lenses already
    await vscode.lens('820 goroutines with this stack').waitFor();
  });

  it('is named by breadcrumbs and sticky scroll, once, also at a line with a link', async () => {
    const last = lineOf('/node/hub.go:44', lineOf('goroutine 54 '));
    await vscode.goToLine(last);
    await vscode.breadcrumb('goroutine 54: ').waitFor();
    assert.equal(await vscode.breadcrumb('goroutine').count(), 1);
    await vscode.scrollToTop(last);
    assert.deepEqual(await vscode.stickyLines(), [lines[lineOf('goroutine 54 ') - 1]]);
  });

  it('folds goroutines with the stack of an earlier one, and says which, until they are opened', async () => {
    const first = lineOf('goroutine 68 ');
    await vscode.goToLine(first);
    await vscode.run('Fold Duplicates');
    const note = (place: number) => `same stack as goroutine 68, ${place} of 600`;
    await vscode.notesBecome((notes) => notes.includes(note(2)) && notes.includes(note(5)));
    assert.match(await vscode.visibleText(), /session\.go:32/); // the first one is open
    await vscode.screenshot('folded');
    await vscode.goToLine(lineOf('goroutine 69 '));
    await vscode.press('Control+Shift+BracketRight');
    await vscode.notesBecome((notes) => !notes.includes(note(2)) && notes.includes(note(5)));
    await vscode.run('Unfold Duplicates');
    await vscode.notesBecome((notes) => !notes.some((text) => text.startsWith('same stack')));
  });

  it('is the same after the window is reloaded, with another file active', async function () {
    this.timeout(180_000); // VS Code starts twice
    const other = join(session.scratch, 'other.dump');
    await writeFile(other, 'goroutine 1 [running]:\nmain.main()\n\t/x.go:1 +0x1\n');
    const copy = join(session.scratch, 'last.dump');
    await writeFile(copy, lines.join('\n'));
    await writeFile(join(session.scratch, 'main.go'), 'package main\n');
    vscode = await session.window(session.scratch, other);
    await vscode.openFile('main.go');
    await vscode.openFile('last.dump');
    await vscode.openGoroutines();
    await vscode.groupsTitle('last.dump · 1,492 goroutines · 18 groups').waitFor();
    await vscode.finding('Lock wait in').waitFor(); // rows move until the source is read
    await vscode.rowAction('600 × ', 'Hide Group');
    await vscode.group('600 × ').waitFor({ state: 'detached' });
    await vscode.run('Group By…');
    await vscode.quickPick('e.g. chan receive').click();
    await vscode.run('Filter by Text');
    await vscode.answer('hub.go');
    await vscode.groupsTitle(/^last\.dump · 876 of 1,492 goroutines/).waitFor();
    await vscode.group('29 × ').click();
    await vscode.selectedRow(/^29 × /).waitFor();
    await vscode.group('29 × ').click(); // closes it
    await vscode.switchTo('main.go');
    const shown = await vscode.treeTexts();

    await vscode.reload();
    await vscode.activeTab('main.go');
    await vscode.groupsTitle(/^last\.dump · 876 of 1,492 goroutines/).waitFor();
    await vscode.selectedRow(/^29 × /).waitFor();
    assert.deepEqual(await vscode.treeTexts(), shown);
    await vscode.screenshot('reloaded');
    await vscode.switchTo('last.dump');
    await vscode.run('Clear Filter');
    await vscode.run('Show Hidden Groups');
    await vscode.quickPick('by another key than state').waitFor();
  });

  it('too large for extensions is said in the view, with the way to read it from disk', async () => {
    const goroutine = 'goroutine 1 [running]:\nmain.main()\n\t/x.go:1 +0x1\n\n';
    const large = join(session.scratch, 'large.dump');
    await writeFile(large, goroutine.repeat(54e6 / goroutine.length));
    vscode = await session.window(session.scratch, large);
    await vscode.openGoroutines();
    await vscode.text('VS Code does not pass files of 50 MB or more to extensions.').waitFor();
    await vscode.screenshot('too large');
    await vscode.welcomeButton('Read from Disk').click();
    await vscode.activeTab('large (dedup).dump');
    await vscode.group('main').waitFor();
    await vscode.switchTo('large.dump');
    await vscode.group('main').waitFor();
  });
});
