import assert from 'node:assert/strict';
import { fixtureText } from '../fixtures';
import { lab, labDump, useSession } from './session';
import type { Workbench } from './workbench';

const dump = 'hub-sigquit-go1.26.dump';
const lines = fixtureText(`lab/${dump}`).split('\n');
/** One-based number of the first line with the text, at or after a line. */
const lineOf = (text: string, from = 1) =>
  lines.findIndex((line, n) => n >= from - 1 && line.includes(text)) + 1;
/** In pixels, the width that VS Code gives the side bar at first. */
const defaultWidth = 300;

describe('VS Code for the Web', () => {
  const session = useSession({ extension: 'web' });
  let vscode: Workbench;

  before(async function () {
    this.timeout(90_000);
    vscode = await session.window(lab, labDump(dump));
    await vscode.openGoroutines();
    await vscode.group('820 × RWMutex queue · subscribeSession').waitFor();
  });

  it('shows every group by what it waits for and where, no two alike, and what is idle below them', async () => {
    await vscode.screenshot('web');
    assert.ok((await vscode.sideBarWidth()) <= defaultWidth);
    const rows = await vscode.visibleGroupTexts();
    assert.equal(new Set(rows).size, rows.length);
    for (const text of rows.filter((each) => each.includes('×'))) assert.match(text, /× [^·]+ · ./);
    assert.deepEqual((await vscode.treeTexts()).slice(-2), [
      'Idle by design 10 goroutines · 4 groups',
      'Go runtime 10 goroutines · 9 groups',
    ]);
    await vscode.group('Idle by design').click();
    await vscode.group('1 × IO wait · net.TCPListener.Accept').waitFor();
    await vscode.group('Idle by design').click();
  });

  it('says who blocks whom, with the source of the workspace', async () => {
    await vscode.finding('Deadlock: h.streamsMu, p.tasks').waitFor();
    await vscode.finding('holds h.streamsMu for reading').click();
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(90);
    await vscode.switchTo(dump);
  });

  it('leads from a lock to who may hold it, and to the line of source', async () => {
    await vscode.run('Group By…');
    await vscode.quickPick('with who may hold a lock').click();
    await vscode.group('850 × RWMutex of Hub').click();
    await vscode.group('820 × queued writers').waitFor();
    await vscode.group('1 × pending writer').waitFor();
    await vscode.group('May hold it 2 stacks').waitFor();
    await vscode.group('1 × chan send · Schedule ← broadcastToStream goroutine 54').click();
    await vscode.frame('node.(*Hub).broadcastToStream hub.go:94', 4).click();
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(94);
    await vscode.screenshot('web lock');
    await vscode.switchTo(dump);
    await vscode.run('Group By…');
    await vscode.quickPick('Same functions at the same lines').click();
    await vscode.group('820 × ').waitFor();
  });

  it('goes to a goroutine by its id, whose lens says where in its group it is', async () => {
    await vscode.run('Go to Goroutine');
    await vscode.typeAnswer('729');
    await vscode.quickPick('goroutine 729').waitFor();
    await vscode.press('Enter');
    await vscode.cursorOn(lineOf('goroutine 729 '));
    await vscode.lens('2 of 820').waitFor();
  });

  it('tells in a hover who a goroutine is, with the way to it', async () => {
    const creator = lineOf('in goroutine 36');
    await vscode.goTo(creator, lines[creator - 1]!.length - 3);
    const hover = await vscode.openHover('Created 14 goroutines');
    await hover.getByText('Show in Tree').waitFor();
    await hover.getByText('Go to Goroutine').click();
    await vscode.cursorOn(lineOf('goroutine 36 '));
  });

  it('folds duplicates, and says of which they are', async () => {
    await vscode.goToLine(lineOf('goroutine 68 '));
    await vscode.run('Fold Duplicates');
    const note = 'same stack as goroutine 68, 2 of 600';
    await vscode.notesBecome((notes) => notes.includes(note));
    await vscode.run('Unfold Duplicates');
    await vscode.notesBecome((notes) => !notes.includes(note));
  });

  it('shows the same dump, filter and selected row after the window is reloaded', async function () {
    this.timeout(180_000); // VS Code starts again
    await vscode.run('Filter by Text');
    await vscode.answer('hub.go');
    await vscode.groupsTitle(/876 of 1,499 goroutines/).waitFor();
    await vscode.group('24 × chan send · Broadcast').click();
    await vscode.selectedRow(/^24 × /).waitFor();
    await vscode.group('24 × chan send · Broadcast').click(); // closes it
    await vscode.reload();
    await vscode.groupsTitle(/876 of 1,499 goroutines/).waitFor();
    await vscode.selectedRow(/^24 × /).waitFor();
  });
});
