import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fixtureText } from '../fixtures';
import { lab, labDump, useSession } from './session';
import type { Workbench } from './workbench';

const dump = 'hub-sigquit-go1.26.dump';
const lines = fixtureText(`lab/${dump}`).split('\n');
/** One-based number of the goroutine's header. */
const headerOf = (id: number) => lines.findIndex((line) => line.startsWith(`goroutine ${id} `)) + 1;

describe('The findings for a server that hangs', () => {
  const session = useSession();
  let vscode: Workbench;

  before(async function () {
    this.timeout(90_000);
    vscode = await session.window(lab, labDump(dump));
  });

  it('say by themselves who blocks whom', async () => {
    await vscode.openGoroutines();
    await vscode.finding('Deadlock: h.streamsMu, p.tasks').waitFor();
    assert.match(await vscode.findingsHeader(), /^Findings 1 proven/);
    assert.deepEqual((await vscode.findingTexts()).slice(0, 10), [
      'Deadlock: h.streamsMu, p.tasks 875 goroutines · pool.go:22',
      ' 1 × pool.(*Pool).Schedule pool.go:22 · goroutine 54',
      '  holds h.streamsMu for reading since hub.go:90',
      '  waits to send on p.tasks',
      ' 16 × node.(*Hub).deliver hub.go:101',
      '  wait to read-lock h.streamsMu',
      ' 1 × node.(*Hub).subscribeSession hub.go:70 · goroutine 668',
      '  waits for the readers of h.streamsMu',
      ' back to 1 × pool.(*Pool).Schedule',
      ' 857 queued behind 3 stacks',
    ]);
    await vscode.group('820 × RWMutex queue · subscribeSession').waitFor();
    await vscode.screenshot('findings');
  });

  it('are on the first screen in words, in the status bar and above the dump, which lead to them', async () => {
    await vscode.lens('1 deadlock, 875 goroutines blocked').waitFor();
    await vscode.openExplorer();
    await vscode.status('1 deadlock, 875 goroutines blocked').click();
    await vscode.finding('Deadlock: ').and(vscode.page.locator('.selected')).waitFor();
  });

  it('have evidence whose rows begin with the reason, also where there is little room', async () => {
    await vscode.finding('Evidence').click();
    await vscode.finding('h.streamsMu, by its address: ').waitFor();
    await vscode.finding('Can still receive from p.tasks: 16 goroutines in node.(*Hub).deliver.').waitFor();
    await vscode.screenshot('evidence');
    await vscode.finding('Evidence').click();
  });

  it('are a sentence to a screen reader', async () => {
    assert.match(
      (await vscode.finding('Deadlock: ').getAttribute('aria-label')) ?? '',
      /^Proven: Deadlock: h\.streamsMu, p\.tasks, 875 goroutines\. .*holds h\.streamsMu for reading/,
    );
  });

  for (const [row, file, line] of [
    ['holds h.streamsMu', 'hub.go', 90],
    ['waits to send on p.tasks', 'pool.go', 22],
    ['wait to read-lock h.streamsMu', 'hub.go', 101],
    ['waits for the readers of h.streamsMu', 'hub.go', 70],
    ['back to 1 × pool.(*Pool).Schedule', 'pool.go', 22],
  ] as const) {
    it(`lead from “${row}” to ${file}:${line}`, async () => {
      await vscode.finding(row).click();
      await vscode.activeTab(file);
      await vscode.cursorOn(line);
    });
  }

  it('lead from a step to its goroutine in the dump', async () => {
    await vscode.findingAction('holds h.streamsMu', 'Reveal in Dump');
    await vscode.activeTab(dump);
    await vscode.cursorOn(headerOf(54));
    await vscode.findingAction('waits for the readers', 'Reveal in Dump');
    await vscode.cursorOn(headerOf(668));
  });

  it('list those queued behind', async () => {
    await vscode.finding('857 queued behind').click();
    await vscode.finding('820 × node.(*Hub).subscribeSession').waitFor();
    await vscode.finding('24 × node.(*Hub).Broadcast').waitFor();
    await vscode.finding('13 × node.(*Hub).broadcastToStream').waitFor();
    await vscode.finding('857 queued behind').click();
  });

  it('are a warning at the header of the first goroutine, which leads to the others', async () => {
    await vscode.goToLine(headerOf(54));
    const hover = await vscode.hover('Deadlock: one goroutine in node.(*Hub).broadcastToStream');
    assert.match(hover, /Goroutine Dumps\(proven\)/);
    assert.match(hover, /hub\.go\(90, 1\)/);
    assert.match(hover, new RegExp(`\\.dump\\(${headerOf(668)}, 1\\)`));
  });

  it('are warnings at the lines of source, which lead back to the dump', async () => {
    // Those of the dump, and of hub.go:60, 70, 90 and 101 and pool.go:22.
    await vscode.status(/^\s*0\s*6\s*$/).waitFor();
    await vscode.finding('holds h.streamsMu').click();
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(90);
    const hover = await vscode.hover('holds h.streamsMu for reading since hub.go:90');
    assert.match(hover, /13 × node\.\(\*Hub\)\.broadcastToStream wait to read-lock h\.streamsMu/);
    assert.match(hover, /Deadlock: one goroutine in node\.\(\*Hub\)\.broadcastToStream/);
    assert.match(hover, new RegExp(`\\.dump\\(${headerOf(54)}, 1\\)`));
    await vscode.screenshot('finding in the source');
    await vscode.switchTo(dump);
  });

  it('are in the hover of a blocked frame, with the way to where the lock was taken', async () => {
    const frame = lines.findIndex((line, n) => n >= headerOf(668) && line.includes('subscribeSession('));
    await vscode.goTo(frame + 1, lines[frame]!.indexOf('subscribeSession'));
    const hover = await vscode.openHover('Waits for the readers of h.streamsMu');
    assert.match(
      await hover.innerText(),
      /Held for reading by\s+pool\.\(\*Pool\)\.Schedule \(goroutine 54\)/,
    );
    await vscode.screenshot('finding in a hover');
    await hover.getByText('hub.go:90', { exact: true }).click();
    await vscode.activeTab('hub.go');
    await vscode.cursorOn(90);
    await vscode.switchTo(dump);
  });

  it('are a lens above the goroutines that take part in them, which leads to the finding', async () => {
    await vscode.goToLine(headerOf(668));
    await vscode.finding('back to 1 ×').click();
    await vscode.activeTab('pool.go');
    await vscode.switchTo(dump);
    await vscode.clickLens('waits for the readers of h.streamsMu, held by goroutine 54, part of a deadlock');
    await vscode.finding('Deadlock: ').and(vscode.page.locator('.selected')).waitFor();
    await vscode.screenshot('finding in a lens');
  });

  it('come to the front with “Explain Dump”', async () => {
    await vscode.openExplorer();
    await vscode.run('Explain Dump');
    await vscode.finding('Deadlock: ').and(vscode.page.locator('.selected')).waitFor();
  });

  it('come to the front with “Explain Dump” also if the view was never open', async () => {
    vscode = await session.window(lab, labDump(dump));
    await vscode.status(/1,499 goroutines/).waitFor();
    await vscode.run('Explain Dump');
    await vscode.finding('Deadlock: ').and(vscode.page.locator('.selected')).waitFor();
    assert.equal(await vscode.page.locator('.monaco-dialog-box').count(), 0);
    assert.equal(await vscode.notifications(), 0);
  });

  it('are a report in Markdown, to be looked at, copied and saved', async () => {
    const copied = await vscode.copied('Copy Findings Report', 'Findings copied');
    assert.match(copied, /^# Findings in `.*hub-sigquit-go1\.26\.dump`\n\n1,499 goroutines · 24 groups/);
    assert.match(copied, /holds `h\.streamsMu` for reading since `node\/hub\.go:90`/);
    assert.match(copied, /^```mermaid\nflowchart TD\n/m);
    assert.ok(!copied.includes(lab), 'no path of this machine');

    await vscode.run('Open Findings Report');
    await vscode.activeTab('hub-sigquit-go1.26 (findings).md');
    const report = vscode.preview();
    await report.getByRole('heading', { name: 'Deadlock: h.streamsMu, p.tasks' }).waitFor();
    assert.match(await report.innerText(), /^Findings in hub-sigquit-go1\.26\.dump$/m);
    await vscode.screenshot('findings report');
    await vscode.titleAction('Copy Findings Report');
    await vscode.status('Findings copied').waitFor();

    const folder = join(session.scratch, 'reports');
    await mkdir(folder);
    await vscode.titleAction('Save Findings Report…');
    await vscode.answerPath(join(folder, 'hang.md'));
    await vscode.activeTab('hang.md');
    assert.equal(await readFile(join(folder, 'hang.md'), 'utf8'), copied);
  });
});

describe('The warnings of findings', () => {
  const session = useSession();

  it('are gone when the dump is closed, or when the user wants none', async () => {
    const folder = await session.copyOfLab();
    const settings = join(folder, '.vscode/settings.json');
    await mkdir(join(folder, '.vscode'));
    await writeFile(settings, '{}');
    const vscode = await session.window(folder, labDump(dump));
    const warnings = (count: number) => vscode.status(new RegExp(`^\\s*0\\s*${count}\\s*$`)).waitFor();
    await vscode.openGoroutines();
    await warnings(6);
    await writeFile(settings, '{ "goroutineDump.problems": false }');
    await warnings(0);
    await writeFile(settings, '{}');
    await warnings(6);
    await vscode.finding('holds h.streamsMu').click();
    await vscode.activeTab('hub.go');
    await vscode.switchTo(dump);
    await vscode.closeEditor();
    await vscode.activeTab('hub.go');
    await warnings(0);
  });
});

describe('The findings for two dumps', () => {
  const session = useSession();

  it('are both marked in the dumps, whichever is active', async () => {
    const stuck = (name: string) =>
      `goroutine 1 [chan receive (nil chan)]:\nmain.${name}(0x1)\n\t/x/${name}.go:1 +0x1\n`;
    const [one, other] = await Promise.all(
      ['one', 'other'].map(async (name) => {
        const path = join(session.scratch, `${name}.dump`);
        await writeFile(path, stuck(name));
        return path;
      }),
    );
    const vscode = await session.window(session.scratch, one);
    await vscode.openGoroutines();
    await vscode.status('1 wait without end, 1 goroutine blocked').waitFor();
    await vscode.openExplorer();
    await vscode.text(basename(other!)).dblclick();
    await vscode.status(/^\s*0\s*2\s*$/).waitFor();
  });
});

describe('The findings for several dumps in one file', () => {
  const session = useSession();

  it('are one row if they are the same, with a row for each dump below', async () => {
    const path = join(session.scratch, 'all.dump');
    const stuck = (id: number, name: string) =>
      `goroutine ${id} [chan receive (nil chan)]:\nmain.${name}(0x1)\n\t/x/${name}.go:1 +0x1\n`;
    const names = ['web-1', 'web-2', 'web-3'];
    const texts = names.map((name, n) => `==> ${name} <==\n\n${stuck(n + 1, 'serve')}`);
    await writeFile(path, `${texts.join('\n')}\n${stuck(9, 'other')}`);
    const vscode = await session.window(lab, path);
    await vscode.openGoroutines();
    await vscode.finding('3 × Nil channel in main.serve in 3 dumps').waitFor();
    assert.match(await vscode.findingsHeader(), /^Findings 2 proven/);
    assert.deepEqual(await vscode.findingTexts(), [
      '3 × Nil channel in main.serve in 3 dumps · 3 goroutines',
      ' web-1',
      ' web-2',
      ' web-3',
      'Nil channel in main.other web-3 · other.go:1',
      'What was looked at 4 stacks, source of 0 of 4 frames',
    ]);
    await vscode.finding('web-2').click();
    await vscode.finding('1 × main.serve').waitFor();
    await vscode.screenshot('findings of several dumps');
  });
});

describe('The findings without source', () => {
  const session = useSession();

  it('say what was looked at and what would help', async () => {
    const folder = join(session.scratch, 'empty');
    await mkdir(folder);
    const vscode = await session.window(folder, labDump('hub-debug2-go1.26.dump'));
    await vscode.openGoroutines();
    await vscode.finding('What was looked at').waitFor();
    await vscode.finding('Take a SIGQUIT dump').waitFor();
    await vscode.screenshot('findings without source');
    await vscode.finding('Map the source path').click();
    await vscode.text('Maps file paths in a dump').waitFor();
  });

  it('come to the front with “Explain Dump” although they are guesses, with who may hold the lock', async () => {
    const vscode = await session.window(session.scratch, labDump(dump));
    await vscode.status(/1,499 goroutines/).waitFor();
    await vscode.run('Explain Dump');
    await vscode.status('Nothing was found that certainly blocks goroutines').waitFor();
    await vscode.finding('Lock wait').and(vscode.page.locator('.selected')).waitFor();
    await vscode.finding('1 × pool.(*Pool).Schedule may hold the lock · pool.go:22').waitFor();
    await vscode.screenshot('a guess');
  });

  it('say that the dump is cut off', async () => {
    const cut = join(session.scratch, 'cut.dump');
    await writeFile(cut, lines.slice(0, headerOf(668) + 3).join('\n'));
    const vscode = await session.window(lab, cut);
    await vscode.openGoroutines();
    await vscode.treeMessage(/The text ends in the middle of a goroutine: the rest of the dump is missing\./);
    await vscode.screenshot('dump that is cut off');
  });

  it('say in words that there are none', async () => {
    const healthy = join(session.scratch, 'healthy.dump');
    await writeFile(healthy, 'goroutine 1 [running]:\nmain.main()\n\t/src/main.go:5 +0x1d\n');
    const vscode = await session.window(lab, healthy);
    await vscode.openGoroutines();
    await vscode.findingsMessage(/Nothing found that blocks goroutines\. Looked at 1 stack/);
    await vscode.screenshot('no findings');
    const report = await vscode.copied('Copy Findings Report', 'Findings copied');
    assert.match(report, /^Nothing was found that blocks goroutines\.$/m);
  });
});
