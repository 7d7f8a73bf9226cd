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
  });
});
