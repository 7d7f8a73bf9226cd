import { fixtureText } from '../fixtures';
import { lab, labDump, useSession } from './session';
import type { Workbench } from './workbench';

const dump = 'hub-debug2-go1.26.dump';
const lines = fixtureText(`lab/${dump}`).split('\n');
/** One-based number of the first line with the text, at or after a line. */
const lineOf = (text: string, from = 1) =>
  lines.findIndex((line, n) => n >= from - 1 && line.includes(text)) + 1;

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
});
