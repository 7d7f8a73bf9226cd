import assert from 'node:assert/strict';
import { lab, labDump, useSession } from './session';
import type { Workbench } from './workbench';

const dump = 'hub-sigquit-go1.26.dump';

describe('The Goroutines view, by keyboard', () => {
  const session = useSession();
  let vscode: Workbench;

  before(async function () {
    this.timeout(90_000);
    vscode = await session.window(lab);
  });

  it('leads from opening the dump to the goroutine that holds the lock, and to its line', async () => {
    await vscode.press('Control+O');
    await vscode.answerPath(labDump(dump));
    await vscode.activeTab(dump);
    await vscode.status('1,499 goroutines · 24 groups').waitFor();

    await vscode.run('Goroutines: Focus on Groups View');
    await vscode.group('820 × RWMutex queue · subscribeSession').waitFor();
    await vscode.press('ArrowDown');
    await vscode.focusedRow('820 × RWMutex queue · subscribeSession').waitFor();
    assert.equal(await vscode.focusedPart(), 'sidebar');

    await vscode.run('Group By…');
    await vscode.typeAnswer('lock');
    await vscode.quickPick('with who may hold a lock').waitFor();
    await vscode.press('Enter');
    await vscode.group('850 × RWMutex of Hub').waitFor();
    assert.equal(await vscode.focusedPart(), 'sidebar');

    await vscode.press('Home');
    await vscode.focusedRow('850 × RWMutex of Hub').waitFor();
    await vscode.press('ArrowRight');
    await vscode.group('May hold it 2 stacks').waitFor();
    await vscode.press('ArrowDown');
    await vscode.focusedRow('May hold it 2 stacks').waitFor();
    await vscode.moveDownTo('1 × chan send · Schedule ← broadcastToStream goroutine 54');
    await vscode.press('ArrowRight');
    await vscode.frame('node.(*Hub).broadcastToStream hub.go:94', 4).waitFor();
    await vscode.moveDownTo('node.(*Hub).broadcastToStream hub.go:94');
    await vscode.activeTab('hub.go'); // the editor follows the arrow keys
    await vscode.cursorOn(94);
    assert.equal(await vscode.focusedPart(), 'sidebar');

    await vscode.press('Enter');
    await vscode.inEditor();
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(94);
    assert.match(await vscode.visibleText(), /h\.pool\.Schedule\(func\(\) \{/);
    await vscode.screenshot('holder by keyboard');
    await vscode.run('Group By…');
    await vscode.quickPick('Same functions at the same lines').click();
  });

  it('opens and closes a row with Space, and shows what a row leads to', async () => {
    await vscode.group('13 × ').waitFor();
    await vscode.run('Goroutines: Focus on Groups View');
    await vscode.press('Home');
    await vscode.moveDownTo('13 × RWMutex.RLock · broadcastToStream');
    await vscode.press('Space');
    const frame = vscode.frame('node.(*Hub).broadcastToStream hub.go:90');
    await frame.waitFor();
    await vscode.press('Space');
    await frame.waitFor({ state: 'detached' });
    await vscode.press('Space');
    await frame.waitFor();
    await vscode.moveDownTo('node.(*Hub).broadcastToStream hub.go:90');
    await vscode.cursorOn(90);
    await vscode.press('Space');
    assert.equal(await vscode.focusedPart(), 'sidebar');
    await frame.dblclick();
    await vscode.inEditor();
    await vscode.cursorOn(90);
    await vscode.group('13 × ').click(); // closes it
  });

  it('hides the row that was just clicked, each time', async () => {
    for (const row of ['13 × RWMutex.RLock', '16 × RWMutex.RLock', '24 × chan send']) {
      await vscode.group(row).click();
      await vscode.press('Delete');
      await vscode.group(row).waitFor({ state: 'detached' });
    }
    for (const row of ['24 × chan send', '16 × RWMutex.RLock', '13 × RWMutex.RLock']) {
      await vscode.press('Control+z');
      await vscode.group(row).waitFor();
    }
  });

  it('steps through findings while the editor follows, and moves the focus with Enter', async () => {
    await vscode.finding('holds h.streamsMu').click();
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(90);
    assert.equal(await vscode.focusedPart(), 'sidebar');
    await vscode.press('ArrowDown'); // waits to send on p.tasks
    await vscode.activeTab('pool.go');
    await vscode.cursorOn(22);
    await vscode.press('ArrowUp');
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(90);
    assert.equal(await vscode.focusedPart(), 'sidebar');
    await vscode.press('Enter');
    await vscode.inEditor();
    await vscode.cursorOn(90);
  });
});
