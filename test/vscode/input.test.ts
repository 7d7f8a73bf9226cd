import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixtureText } from '../fixtures';
import { signalProcesses } from './processes';
import { lab, labDump, useSession } from './session';

const dump = fixtureText('lab/fail-deadlock-go1.26.txt');

describe('A text that is not a clean dump', () => {
  const session = useSession();
  const file = async (name: string, content: string | Buffer): Promise<string> => {
    const path = join(session.scratch, name);
    await writeFile(path, content);
    return path;
  };

  it('is left alone if it is something else, with a message', async () => {
    const sql = await file(
      'backup.dump',
      'CREATE TABLE goroutine (id int);\nINSERT INTO goroutine VALUES (1);\n',
    );
    const vscode = await session.window(session.scratch, sql);
    await vscode.openGoroutines();
    await vscode.text('No goroutines were found in this file.').waitFor();
    await vscode.text('A dump has a header such as “goroutine 1 [running]:” above each stack').waitFor();
    assert.equal(await vscode.notifications(), 0);
    await vscode.screenshot('no dump');
    await vscode.run('Dedup goroutines');
    await vscode
      .notification('backup.dump has no goroutines to deduplicate. No goroutine was found')
      .waitFor();
    await vscode.activeTab('backup.dump');
    await vscode.welcomeButton('Show as Plain Text').click();
    await vscode.status('Plain Text').waitFor();
    await vscode.text('Open a goroutine dump to see its goroutines in groups.').waitFor();

    await vscode.closeEditor();
    await vscode.openFile('backup.dump');
    await vscode.status('Plain Text').waitFor();
    await vscode.run('Open Goroutine Dump…');
    await vscode.quickPick('backup.dump').waitFor();
    await vscode.press('Enter');
    await vscode.status('Goroutine Dump').waitFor();
    await vscode.closeEditor();
    await vscode.openFile('backup.dump');
    await vscode.status('Goroutine Dump').waitFor();
  });

  it('is asked about once, and not after its editor is closed', async () => {
    const vscode = await session.window(session.scratch, await file('first.txt', dump));
    await vscode.notification('first.txt looks like a goroutine dump.').waitFor();
    await vscode.screenshot('offer');
    await file('second.log', dump);
    await vscode.openFile('second.log');
    await vscode.notification('second.log looks like a goroutine dump.').waitFor();
    assert.equal(await vscode.notifications(), 1);
    await vscode.closeEditor();
    await vscode.notification('looks like a goroutine dump.').waitFor({ state: 'detached' });
  });

  it('can be opened as a dump if it looks like one', async () => {
    const text = await file('service.txt', `2026/01/01 00:00:00 listening\n${dump}`);
    const vscode = await session.window(lab, text);
    await vscode.notification('service.txt looks like a goroutine dump.').waitFor();
    await vscode.notificationLink('Open as Goroutine Dump').click();
    await vscode.openGoroutines();
    await vscode.group('4 × ').or(vscode.group('1 × ')).first().waitFor();
    await vscode.status('Goroutine Dump').waitFor();
  });

  it('is a dump at once when it is opened again, and not in the tree while it is closed', async () => {
    const text = await file('again.txt', dump);
    const vscode = await session.window(session.scratch, text);
    await vscode.notificationLink('Open as Goroutine Dump').click();
    await vscode.openGoroutines();
    await vscode.status(/\d goroutines · \d groups/).waitFor();
    await vscode.closeEditor();
    await vscode.text('Open a goroutine dump to see its goroutines in groups.').waitFor();
    await vscode.status(/\d goroutines · \d groups/).waitFor({ state: 'hidden' });
    await vscode.openExplorer();
    await vscode.text('again.txt').dblclick();
    await vscode.status('Goroutine Dump').waitFor();
    await vscode.status(/\d goroutines · \d groups/).waitFor();
  });

  it('is opened as a dump by the command for any dump, after the offer was declined', async () => {
    const text = await file('asked.txt', dump);
    const vscode = await session.window(session.scratch, text);
    await vscode.notificationButton('Cancel').click();
    await vscode.run('Open Goroutine Dump…');
    await vscode.quickPick('asked.txt').waitFor();
    await vscode.press('Enter');
    await vscode.status('Goroutine Dump').waitFor();
  });

  it('can be opened as a dump if it is pasted into a new file', async () => {
    const vscode = await session.window(session.scratch);
    await vscode.openGoroutines();
    await vscode.text('New Text File').click();
    await vscode.activeTab(/Untitled-1/);
    await vscode.paste(dump);
    await vscode.notification('Untitled-1 looks like a goroutine dump.').waitFor();
  });

  it('is read as far as possible, and the rest is reported once, in the tree', async () => {
    const damaged = await file('damaged.dump', `${dump}\nfrom here on\nmain.lost()\n\t/a/lost.go:1 +0x1\n`);
    const vscode = await session.window(lab, damaged);
    await vscode.openGoroutines();
    await vscode.group('1 problem in the text').click();
    await vscode.group('Frames without a goroutine').click();
    await vscode.cursorOn(dump.split('\n').length + 2);
    assert.equal(await vscode.notifications(), 0);
  });

  it('opens binary and empty files without an error', async () => {
    const noise = Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 7) % 256));
    const empty = await file('empty.dump', '');
    for (const path of [await file('core.dump', noise), empty]) {
      const vscode = await session.window(lab, path);
      await vscode.openGoroutines();
      await vscode.text(/No goroutines were found in this file\.|Open a goroutine dump/).waitFor();
      assert.equal(await vscode.notifications(), 0);
      if (path === empty) await vscode.text('It is empty: paste a goroutine dump into it').waitFor();
    }
  });

  it('is read again while it is edited', async () => {
    const vscode = await session.window(lab, await file('growing.dump', ''));
    await vscode.paste(dump);
    await vscode.status(/\d goroutines · \d groups/).waitFor();
  });

  it('cannot put a command into a message', async () => {
    const place = '/x/[Show source](command:workbench.action.terminal.new).go';
    const hostile = `goroutine 1 [running]:\nmain.F[[main](command:x)]()\n\t${place}:1 +0x1\n`;
    const vscode = await session.window(lab, await file('hostile.dump', hostile));
    await vscode.openGoroutines();
    await vscode.group('1 × ').click();
    await vscode.frame('main.').click();
    await vscode.status('No source found for').waitFor();
    await vscode.cursorOn(2);
    await vscode.clickLens('no source found');
    await vscode.notification('No source found for').waitFor();
    assert.equal(
      await vscode.notification('No source found for').locator('a[data-href], a[href]').count(),
      0,
    );
  });
});

describe('The server', () => {
  const session = useSession();
  const signal = (name: 'KILL' | 'STOP') => {
    signalProcesses(name, session.extensions, 'dist/server.js');
  };

  it('is restarted with a message after a crash, and on request after the next', async () => {
    const vscode = await session.window(lab, labDump('hub-debug2-go1.26.dump'));
    await vscode.openGoroutines();
    await vscode.group('820 × ').waitFor();
    signal('KILL');
    await vscode.notification('The goroutine dump server crashed and has been restarted.').waitFor();
    await vscode.run('Dedup goroutines');
    await vscode.lens('820 goroutines with this stack').waitFor();
    signal('KILL');
    await vscode.notification('crashed again and has been stopped').waitFor();
    await vscode.notificationButton('Restart').click();
    await vscode.run('Group By…');
    await vscode.quickPick('e.g. chan receive').click();
    await vscode.group('820 × sync.Mutex.Lock').waitFor();
  });

  it('is restarted on request when it hangs', async () => {
    const vscode = await session.window(lab, labDump('hub-debug2-go1.26.dump'));
    await vscode.openGoroutines();
    await vscode.group('820 × ').waitFor();
    signal('STOP');
    await vscode.run('Restart Goroutine Dump Server');
    await vscode.run('Group By…');
    await vscode.quickPick('e.g. chan receive').click();
    await vscode.group('820 × sync.Mutex.Lock').waitFor();
    await vscode.page.waitForTimeout(3000); // the client ends the old server after a while
    assert.equal(await vscode.notification('crashed').count(), 0);
  });
});
