import { lab, labDump, useSession } from './session';

describe('VS Code for the Web', () => {
  const session = useSession({ extension: 'web' });

  it('runs extension and server in workers, has the tree, and finds source in the workspace', async () => {
    const vscode = await session.window(lab, labDump('hub-debug2-go1.26.dump'));
    await vscode.openGoroutines();
    await vscode.group('1 × chan send · Schedule').click();
    await vscode.frame('node.(*Hub).broadcastToStream hub.go:94').click();
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(94);
  });
});
