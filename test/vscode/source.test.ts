import { join } from 'node:path';
import { fixtureText } from '../fixtures';
import { edit, lab, labDump, useSession } from './session';

describe('The way from a frame to its source', () => {
  const session = useSession();

  it('is found for a program built with -trimpath', async () => {
    const vscode = await session.window(lab, labDump('hub-trimpath-debug2-go1.26.dump'));
    await vscode.openGoroutines();
    await vscode.group('820 × RWMutex queue · subscribeSession').waitFor();
    await vscode.run('Dedup goroutines');
    await vscode.activeTab('hub-trimpath-debug2-go1.26 (dedup).dump');
    await vscode.find('hub.go:94');
    await vscode.followLens('hub.go:94 → node/hub.go', 'hub.go', 94);
  });

  it('leads to the function if its lines have moved, and says so', async () => {
    const copy = await session.copyOfLab();
    const hub = join(copy, 'node/hub.go');
    await edit(hub, (text) => text.replace('func (h *Hub) broadcastToStream', `${'\n'.repeat(40)}$&`));
    const vscode = await session.window(copy, labDump('hub-debug2-go1.26.dump'));
    const line = fixtureText('lab/hub-debug2-go1.26.dump')
      .split('\n')
      .findIndex((text) => text.includes('hub.go:94'));
    await vscode.goToLine(line + 1);
    await vscode.followLens('hub.go:94 → node/hub.go:129 (source has changed)', 'hub.go', 129);
    await vscode
      .notification('Line 94 is not in (*Hub).broadcastToStream, which is at lines 129 to')
      .waitFor();
  });

  it('follows what is typed into a Go file before it is saved', async () => {
    const vscode = await session.window(await session.copyOfLab(), labDump('hub-debug2-go1.26.dump'));
    const line = fixtureText('lab/hub-debug2-go1.26.dump')
      .split('\n')
      .findIndex((text) => text.includes('hub.go:94'));
    await vscode.goToLine(line + 1);
    await vscode.followLens('hub.go:94 → node/hub.go', 'hub.go', 94);
    await vscode.goToLine(1);
    for (let n = 0; n < 40; n++) await vscode.press('Enter');
    await vscode.switchTo('hub-debug2-go1.26.dump');
    await vscode.followLens('hub.go:94 → node/hub.go:129 (source has changed)', 'hub.go', 129);
  });

  it('offers a choice if several files match', async () => {
    await session.copyOfLab();
    await session.copyOfLab();
    const vscode = await session.window(session.scratch, labDump('hub-debug2-go1.26.dump'));
    await vscode.openGoroutines();
    await vscode.group('1 × chan send · Schedule').click();
    const frame = vscode.frame('node.(*Hub).broadcastToStream hub.go:94');
    await frame.click(); // shows the first one
    await vscode.activeTab('hub.go');
    await frame.click();
    await vscode.quickPick('/node/hub.go:94').click();
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(94);
  });

  it('says where it looked for a missing file, and offers the web page that shows it', async () => {
    const vscode = await session.window(join(lab, 'transport'), labDump('hub-debug2-go1.26.dump'));
    await vscode.clickLens('no source found for this dump');
    await vscode.notification(/No source found for \w+\.go:\d+\. Looked in .*Go files/).waitFor();
  });
});
