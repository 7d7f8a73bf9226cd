import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDump } from '../../src/core';
import { fixtureText } from '../fixtures';
import { lab, labDump, useSession } from './session';
import type { Workbench } from './workbench';

const dump = 'hub-sigquit-go1.26.dump';
const lines = fixtureText(`lab/${dump}`).split('\n');
/** One-based number of the first line with the text, at or after a line. */
const lineOf = (text: string, from = 1) =>
  lines.findIndex((line, n) => n >= from - 1 && line.includes(text)) + 1;

describe('The dump of a server that hangs', () => {
  const session = useSession();
  let vscode: Workbench;

  before(async function () {
    this.timeout(90_000);
    vscode = await session.window(lab, labDump(dump));
  });

  it('fills the tree with its groups, largest first', async () => {
    await vscode.openGoroutines();
    await vscode.group('820 × RWMutex queue · subscribeSession').waitFor();
    assert.deepEqual((await vscode.treeTexts()).slice(0, 5), [
      '820 × RWMutex queue · subscribeSession up to 2 min · hub.go:70',
      '600 × chan receive · readLoop 2 min · session.go:32',
      '24 × chan send · Broadcast ← apply 2 min · hub.go:60',
      '16 × RWMutex.RLock · deliver ← work 2 min · hub.go:101',
      '13 × RWMutex.RLock · broadcastToStream 2 min · hub.go:90',
    ]);
    assert.deepEqual((await vscode.treeTexts()).slice(-3), [
      '1 × RWMutex.Lock · subscribeSession goroutine 668 · 2 min · hub.go:70',
      'Idle by design 10 goroutines · 4 groups',
      'Go runtime 10 goroutines · 9 groups',
    ]);
    assert.equal((await vscode.treeTexts()).length, 13);
    await vscode.status('1,499 goroutines · 24 groups').waitFor();
    assert.equal(await vscode.badge(), '24');
  });

  it('shows what is idle, and the runtime, in rows that open', async () => {
    await vscode.group('Idle by design').click();
    const accept = vscode.group('1 × IO wait · net.TCPListener.Accept');
    await accept.waitFor();
    await vscode.press('ArrowDown');
    await vscode.moveDownTo('net.TCPListener.Accept');
    assert.match(await vscode.tooltip(), /Waits for the next connection of a client\./);
    await vscode.press('Escape');
    await vscode.group('Idle by design').click();
    await accept.waitFor({ state: 'detached' });
  });

  it('describes each group in a sentence to a screen reader', async () => {
    assert.equal(
      await vscode.group('820 ×').getAttribute('aria-label'),
      '820 goroutines in subscribeSession, sync.Mutex.Lock, up to 2 minutes, at hub.go:70',
    );
  });

  it('leads from a frame in the tree to its source, with the keyboard only', async () => {
    await vscode.run('Goroutines: Focus on Groups View');
    await vscode.group('1 × chan send · Schedule').click();
    await vscode.frame('node.(*Hub).broadcastToStream hub.go:94').waitFor();
    await vscode.moveDownTo('node.(*Hub).broadcastToStream hub.go:94');
    await vscode.press('Enter');
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(94);
    assert.match(await vscode.visibleText(), /h\.pool\.Schedule\(func\(\) \{/);
  });

  it('steps through a stack with the arrow keys while the focus stays in the tree', async () => {
    await vscode.switchTo(dump);
    await vscode.frame('pool.(*Pool).Schedule').click();
    await vscode.activeTab('pool.go');
    await vscode.press('ArrowDown');
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(94);
    await vscode.press('ArrowUp');
    await vscode.activeTab('pool.go');
    await vscode.press('ArrowDown');
    await vscode.cursorOn(94);
    assert.equal(await vscode.focusedPart(), 'sidebar');
    await vscode.press('Enter');
    await vscode.inEditor();
    await vscode.screenshot('frame in the editor');
  });

  it('hides the frames of the runtime in stacks, and remembers it', async () => {
    const runtimeFrame = vscode.frame('runtime.chansend1');
    await vscode.run('Goroutines: Focus on Groups View');
    await vscode.run('Hide Runtime Frames');
    await runtimeFrame.waitFor({ state: 'detached' });
    await vscode.frame('pool.(*Pool).Schedule').waitFor();
    await vscode.screenshot('no runtime frames');
    await vscode.run('Show Runtime Frames');
    await runtimeFrame.waitFor();
    await vscode.group('1 × chan send · Schedule').click();
  });

  it('sorts by the chosen order, and marks the current one', async () => {
    await vscode.run('Sort By…');
    await vscode.quickPick('Longest Wait').waitFor();
    assert.deepEqual(
      (await vscode.quickPickTexts()).map((text) => text.split('\n')[0]),
      ['Countcurrent', 'Longest Wait'],
    );
    await vscode.quickPick('Longest Wait').click();
    await vscode.run('Sort By…');
    await vscode.quickPick('Longest Waitcurrent').waitFor();
    await vscode.quickPick('Count').click();
    await vscode.group('820 × ').waitFor();
  });

  it('shows who created a group and what it created, from its menu', async () => {
    await vscode.groupMenu('13 × RWMutex.RLock', 'Show Who Created These');
    await vscode.text('created 13 goroutines').waitFor();
    await vscode.screenshot('creators');
    await vscode.openGoroutines();
    await vscode.groupMenu('1 × select · Run', 'Show What These Created');
    await vscode.text('13 created by these').waitFor();
    await vscode.openGoroutines();
  });

  it('shows each stack once as a document, whose lenses lead to the line to blame', async () => {
    await vscode.run('Dedup goroutines');
    await vscode.activeTab('hub-sigquit-go1.26 (dedup).dump');
    await vscode.lens('820 goroutines with this stack').waitFor();
    assert.match(await vscode.visibleText(), /^820 times: \[730, 729, /m);

    await vscode.find('hub.go:94');
    await vscode.followLens('hub.go:94 → node/hub.go', 'hub.go', 94);
  });

  it('goes from the deduplicated document to the group in the tree, and to a goroutine by its id', async () => {
    await vscode.switchTo('hub-sigquit-go1.26 (dedup).dump');
    await vscode.goToLine(1);
    await vscode.clickLens('show in tree');
    await vscode.selectedRow(/^820 × /).waitFor();

    // After the signal, a preamble of two lines, and a blank line.
    await vscode.goTo(5, '820 times: [730, 729, '.length);
    await vscode.press('F12');
    await vscode.activeTab(dump);
    await vscode.cursorOn(lineOf('goroutine 728 '));
  });

  it('steps through the goroutines of a group and through the groups', async () => {
    const second = lineOf('goroutine 729 ');
    await vscode.goToLine(lineOf('goroutine 730 '));
    await vscode.press('F8');
    await vscode.cursorOn(second);
    await vscode.press('Shift+F8');
    await vscode.cursorOn(lineOf('goroutine 730 '));
    await vscode.press('Alt+F8');
    await vscode.cursorOn(lineOf('goroutine 68 '));
    await vscode.press('Shift+Alt+F8');
    await vscode.cursorOn(lineOf('goroutine 730 '));
    await vscode.clickLens('next');
    await vscode.cursorOn(second);
  });

  it('goes to a goroutine by its id, and back if the user cancels', async () => {
    await vscode.switchTo(dump);
    await vscode.goToLine(1);
    await vscode.run('Go to Goroutine');
    await vscode.typeAnswer('54');
    await vscode.quickPick('goroutine 54').waitFor();
    await vscode.cursorOn(lineOf('goroutine 54 ')); // shown before the user accepts
    await vscode.press('Escape');
    await vscode.cursorOn(1);
    await vscode.run('Go to Goroutine');
    await vscode.typeAnswer('54');
    await vscode.quickPick('goroutine 54').waitFor();
    await vscode.press('Enter');
    await vscode.cursorOn(lineOf('goroutine 54 '));
  });

  it('copies the goroutine at the cursor, whole and alone', async () => {
    const header = lineOf('goroutine 54 ');
    await vscode.goToLine(header + 3);
    const whole = lines.slice(header - 1, lines.indexOf('', header));
    assert.equal(await vscode.copied('Goroutines: Copy Stack', 'Stack copied'), `${whole.join('\n')}\n`);
  });

  it('goes from a frame to its source, and from a creator to its header', async () => {
    const frame = lineOf('/node/hub.go:101');
    await vscode.goTo(frame, 20);
    await vscode.press('F12');
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(101);

    await vscode.switchTo(dump);
    const creator = lineOf('created by example.com/lab/node.(*Hub).Run in goroutine 36');
    await vscode.goTo(creator, lines[creator - 1]!.length - 1);
    await vscode.press('F12');
    await vscode.cursorOn(lineOf('goroutine 36 '));
  });

  it('shows on hover where a frame leads, and what a state means', async () => {
    await vscode.goTo(lineOf('/node/hub.go:94'), 20);
    const frame = await vscode.hover('Package example.com/lab/node of module example.com/lab');
    assert.match(frame, /→ +94 .*h\.pool\.Schedule/);
    assert.match(frame, /1 goroutine at this line, 14 in the function/);
    const header = lineOf('[sync.RWMutex.Lock');
    await vscode.goTo(header, lines[header - 1]!.indexOf('[') + 3);
    await vscode.hover('until its readers have left');
    await vscode.goTo(lineOf('in goroutine 36'), lines[lineOf('in goroutine 36') - 1]!.length - 3);
    const creator = await vscode.openHover('Created 14 goroutines');
    await vscode.screenshot('hover of a goroutine');
    await creator.getByText('Go to Goroutine').click();
    await vscode.cursorOn(lineOf('goroutine 36 '));
  });

  it('has an outline of its goroutines, and breadcrumbs that follow the cursor', async () => {
    await vscode.palette('Control+Shift+O', '@schedule');
    await vscode.quickPick(': pool.(*Pool).Schedule').waitFor();
    await vscode.press('Escape');
    await vscode.goToLine(lineOf('/node/hub.go:94'));
    await vscode.breadcrumb('goroutine 54: pool.(*Pool).Schedule').waitFor();
  });

  it('narrows the tree by text, by class, and by hiding groups', async () => {
    await vscode.run('Filter by Text');
    await vscode.answer('hub.go');
    await vscode.treeMessage(/Only with “hub\.go”\. 876 of 1,499 goroutines · 7 of 24 groups\./);
    await vscode.groupCount(7);
    await vscode.status('876 of 1,499 goroutines · 7 of 24 groups').waitFor();
    assert.equal(await vscode.badge(), '7');

    await vscode.group('820 ×').click();
    await vscode.press('ArrowDown');
    await vscode.press('Delete'); // the row with the focus, although another is selected
    await vscode.groupCount(6);
    await vscode.group('820 ×').waitFor();
    await vscode.group('820 ×').click();
    await vscode.press('Delete');
    await vscode.groupCount(5);
    // The focus is on the next row.
    await vscode.press('Delete');
    await vscode.groupCount(4);
    await vscode.press('Control+z');
    await vscode.groupCount(5);
    await vscode.run('Clear Filter');
    await vscode.groupCount(11);
    await vscode.run('Show Hidden Groups');
    await vscode.quickPick('RWMutex queue · subscribeSession').waitFor();
    await vscode.press('Enter'); // all are chosen
    await vscode.groupCount(13);
  });

  it('says so if the filter leaves nothing', async () => {
    await vscode.run('Filter by Text');
    await vscode.answer('no such function');
    await vscode.text('All groups are filtered out or hidden').waitFor();
    await vscode.screenshot('nothing left');
    await vscode.welcomeButton('Clear Filter').click();
    await vscode.groupCount(13);
  });

  it('shows in the deduplicated dump what the tree shows, and says what is left out', async () => {
    await vscode.run('Dedup goroutines');
    await vscode.activeTab('hub-sigquit-go1.26 (dedup).dump');
    await vscode.run('Filter by Text');
    await vscode.answer('hub.go');
    await vscode.text('Filtered: 623 of 1,499 goroutines are left out. Only with “hub.go”.').waitFor();
    await vscode.screenshot('dedup filtered');
    await vscode.run('Clear Filter');
    await vscode.text('Filtered: 623').waitFor({ state: 'detached' });
  });

  it('groups by the chosen key', async () => {
    await vscode.run('Group By…');
    await vscode.quickPick('e.g. chan receive').click();
    await vscode.group('820 × sync.Mutex.Lock').waitFor();
    // A group of several stacks has a row for each.
    await vscode.group('29 × sync.RWMutex.RLock 2 stacks').click();
    await vscode.group('16 × RWMutex.RLock · deliver ← work').waitFor();
    await vscode.group('13 × RWMutex.RLock · broadcastToStream').waitFor();
    await vscode.run('Group By…');
    await vscode.quickPick('Same functions at the same lines').click();
    await vscode.group('820 × RWMutex queue · subscribeSession').waitFor();
  });

  it('leads in six clicks from the dump to the goroutine that holds the lock, and to its line', async () => {
    await vscode.openExplorer();
    await vscode.openGoroutines();
    await vscode.groupsAction('Group By');
    await vscode.quickPick('with who may hold a lock').click();
    const lock = vscode.group('850 × RWMutex of Hub');
    await lock.click();
    await vscode.group('820 × queued writers').waitFor();
    await vscode.group('1 × pending writer').waitFor();
    await vscode.group('May hold it 2 stacks').waitFor();
    await vscode.group('1 × chan send · Schedule ← broadcastToStream goroutine 54').click();
    await vscode.frame('node.(*Hub).broadcastToStream hub.go:94', 4).click();
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(94);
    await vscode.switchTo(dump);
    await vscode.run('Group By…');
    await vscode.quickPick('Same functions at the same lines').click();
    await vscode.group('820 × RWMutex queue · subscribeSession').waitFor();
  });

  it('shows, lists and copies the part of a group that the filter selects', async () => {
    await vscode.run('Group By…');
    await vscode.quickPick('Same package of the first frame').click();
    await vscode.run('Filter by Text');
    await vscode.answer('chan send');
    const part = vscode.group('24 of 1,475 × node 1 stack · chan send · 2 min');
    await part.waitFor();
    assert.equal(
      await part.getAttribute('aria-label'),
      '24 of 1,475 goroutines in package example.com/lab/node, chan send, 2 minutes',
    );
    await vscode.status(/25 of 1,499 goroutines · 2 of \d+ groups/).waitFor();
    await vscode.treeMessage(/By package\. Only with “chan send”\. 25 of 1,499 goroutines · 2 of/);
    assert.equal(await vscode.badge(), '2');
    await part.click();
    await vscode.group('24 × chan send · Broadcast').click();
    await vscode.group('24 goroutines').click();
    await vscode.group('goroutine 678 chan send · 2 min').waitFor();

    await vscode.switchTo(dump);
    await vscode.goToLine(lineOf('goroutine 678 '));
    const ids = await vscode.copied('Goroutines: Copy Goroutine IDs', '24 goroutine IDs copied');
    assert.equal(ids.split(', ').length, 24);
    await vscode.run('Clear Filter');
    await vscode.run('Group By…');
    await vscode.quickPick('Same functions at the same lines').click();
    await vscode.group('820 × RWMutex queue · subscribeSession').waitFor();
  });

  it('hides the group at the cursor from the palette or, where there is none, the selected one', async () => {
    await vscode.switchTo(dump);
    await vscode.goToLine(lineOf('goroutine 678 '));
    await vscode.run('Hide Group');
    await vscode.group('24 × ').waitFor({ state: 'detached' });
    await vscode.run('Show Hidden Groups');
    await vscode.quickPick('chan send · Broadcast').waitFor();
    await vscode.press('Enter');
    await vscode.group('24 × ').waitFor();
    await vscode.group('16 × ').click();
    await vscode.switchTo(dump);
    await vscode.goToLine(1);
    await vscode.run('Hide Group');
    await vscode.group('16 × ').waitFor({ state: 'detached' });
    await vscode.run('Show Hidden Groups');
    await vscode.quickPick('RWMutex.RLock · deliver').waitFor();
    await vscode.press('Enter');
    await vscode.group('16 × ').waitFor();
  });

  it('pages through the goroutines of a large group', async () => {
    await vscode.group('600 ×').click();
    await vscode.frame('600 goroutines').click();
    const more = vscode.group('Show more… 500 left');
    await vscode.scrollTreeTo(more);
    await more.click();
    await vscode.scrollTreeTo(vscode.group('Show more… 400 left'));
    await vscode.group('Show more… 400 left').waitFor();
  });

  it('saves the deduplicated dump, which is a dump itself', async () => {
    const file = join(session.scratch, 'saved.dump');
    await vscode.switchTo('hub-sigquit-go1.26 (dedup).dump');
    await vscode.run('Save Deduplicated Dump As…');
    await vscode.answerPath(file);
    await vscode.activeTab('saved.dump');
    const saved = parseDump(await readFile(file));
    assert.equal(saved.goroutines.length, 24);
    assert.equal(
      saved.goroutines.count.reduce((sum, times) => sum + times, 0),
      1499,
    );
    await vscode.status('1,499 goroutines · 24 groups').waitFor();
  });
});
