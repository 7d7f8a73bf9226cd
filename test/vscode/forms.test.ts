import assert from 'node:assert/strict';
import { appendFile, copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fixturesFolder, fixtureText } from '../fixtures';
import { losslessWrappers } from '../wrappers';
import { lab, useSession } from './session';

const hub = fixtureText('lab/hub-debug2-go1.26.dump');
/** Has few goroutines per stack, so that VS Code has less to render. */
const smallHub = thinned(hub, 20);
const sample = (name: string) => join(fixturesFolder, 'samples', name);

describe('A dump in any form', () => {
  const session = useSession();
  const file = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(session.scratch, name);
    await writeFile(path, content);
    return path;
  };

  for (const [wrapper, name] of [
    ['kubectl logs --prefix --timestamps', 'kubectl.dump'],
    ['docker json-file', 'docker.dump'],
  ] as const) {
    it(`has tree, lenses and jumps at the lines on screen: ${wrapper}`, async () => {
      const text = losslessWrappers[wrapper]!(smallHub);
      const vscode = await session.window(lab, await file(name, text));
      await vscode.openGoroutines();
      await vscode.group('20 × RWMutex queue · subscribe').waitFor();
      await vscode.status(/goroutines · 18 groups/).waitFor();

      const lineOf = (part: RegExp) => text.split('\n').findIndex((each) => part.test(each)) + 1;
      await vscode.goToLine(lineOf(/hub\.go:94/));
      await vscode.lens('hub.go:94 → node/hub.go').first().waitFor();
      await vscode.screenshot(`wrapped ${name}`);
      await vscode.followLens('hub.go:94 → node/hub.go', 'hub.go', 94);

      await vscode.group('1 × chan send · Schedule ← broadcastToStream').click();
      await vscode.frame('1 goroutine').click();
      await vscode.group('goroutine 54 chan send').click();
      await vscode.cursorOn(lineOf(/goroutine 54 \[/));
    });
  }

  it('has a tree for each dump of a log that interleaves two services', async () => {
    const other = fixtureText('lab/fail-deadlock-go1.26.txt').split('\n');
    const mixed = hub.split('\n').flatMap((line, n) => {
      return [`orders-1  | ${line}`, ...(other[n] === undefined ? [] : [`billing-1 | ${other[n]}`])];
    });
    const vscode = await session.window(lab, await file('compose.dump', mixed.join('\n')));
    await vscode.openGoroutines();
    await vscode.group('orders-1 1,492 goroutines · 18 groups').waitFor();
    await vscode.group('billing-1: fatal error').waitFor();
    await vscode.group('820 × RWMutex queue · subscribe').waitFor();
    await vscode.screenshot('several dumps');
    await vscode.run('Dedup goroutines');
    await vscode.activeTab('compose (dedup).dump');
    await vscode.text('==> orders-1 <==').waitFor();
    await vscode.lens('820 goroutines with this stack').first().waitFor();
    await vscode.screenshot('several dumps deduplicated');

    await vscode.run('Filter by Text');
    await vscode.answer('hub.go');
    await vscode.group('orders-1 876 of 1,492 goroutines').waitFor();
    await vscode.group('billing-1').waitFor({ state: 'detached' });
    await vscode.status('876 of 1,496 goroutines · 7 of 20 groups').waitFor();
    await vscode.screenshot('several dumps filtered');
  });

  it('has a note that a profile has no ids and states', async () => {
    await copyFile(sample('pprof-debug1-go1.24.txt'), join(session.scratch, 'profile.dump'));
    const vscode = await session.window(lab, join(session.scratch, 'profile.dump'));
    await vscode.openGoroutines();
    await vscode.treeMessage(/it counts goroutines and has no IDs, states or waits/);
    await vscode.group('3 × worker main.go:21').click();
    await vscode.group('main.(*queue).worker main.go:21').waitFor();
    await vscode.screenshot('profile');
  });

  it('opens from the explorer if it is packed or binary', async () => {
    await copyFile(sample('pprof-debug0-go1.24.pb.gz'), join(session.scratch, 'goroutines.pb.gz'));
    await file('hub.txt.gz', gzipSync(hub));
    const vscode = await session.window(session.scratch);
    await vscode.explorerMenu('goroutines.pb.gz', 'Open as Goroutine Dump');
    await vscode.activeTab('goroutines.dump');
    await vscode.text('goroutine profile: total 24').waitFor();
    await vscode.openGoroutines();
    await vscode.group('3 × chan receive · ').waitFor();
    await vscode.openExplorer();
    await vscode.explorerMenu('hub.txt.gz', 'Open as Goroutine Dump');
    await vscode.activeTab('hub.txt.dump');
    await vscode.openGoroutines();
    await vscode.group('820 × RWMutex queue · subscribe').waitFor();
  });

  it('opens by the command for any dump if it is packed', async () => {
    const path = join(session.scratch, 'leak.pb.gz');
    await copyFile(sample('goroutineleak-debug0-go1.27.pb.gz'), path);
    const vscode = await session.window(session.scratch);
    await vscode.openGoroutines();
    await vscode.run('Open Goroutine Dump…');
    await vscode.answerPath(path);
    await vscode.activeTab('leak.dump');
    await vscode.text('goroutineleak profile: total').waitFor();
  });

  it('is rejected by name if it is another profile', async () => {
    await file('cpu.pprof', cpuProfile);
    const vscode = await session.window(session.scratch);
    await vscode.explorerMenu('cpu.pprof', 'Open as Goroutine Dump');
    await vscode.notification('This is a CPU profile').waitFor();
  });

  it('shows both accesses of a data race side by side', async () => {
    const race = fixtureText('samples/race-go1.24.txt')
      .replaceAll('/home/dev/src/lab/race/main.go:12', '/home/gopher/src/lab/node/hub.go:94')
      .replaceAll('/home/dev/src/lab/race/main.go:17', '/home/gopher/src/lab/node/hub.go:70')
      .replaceAll('main.(*counter).inc', 'example.com/lab/node.(*Hub).broadcastToStream')
      .replaceAll('main.worker', 'example.com/lab/node.(*Hub).subscribe');
    const vscode = await session.window(lab, await file('race.dump', race));
    await vscode.openGoroutines();
    await vscode.group('Data race in node.(*Hub).broadcastToStream').waitFor();
    await vscode.group('Previous write at 0x00c000012198 by goroutine 7').waitFor();
    await vscode.screenshot('race');
    await vscode.rowAction('Data race in node.(*Hub).broadcastToStream', 'Open Both Accesses Side by Side');
    await vscode.activeTab('hub.go');
    await vscode.editorBeside();
    await vscode.screenshot('race side by side');
  });

  it('says where the source of the accesses was looked for, and lets the user say where it is', async () => {
    await copyFile(sample('race-go1.24.txt'), join(session.scratch, 'race.dump'));
    const vscode = await session.window(join(lab, 'transport'), join(session.scratch, 'race.dump'));
    await vscode.openGoroutines();
    const row = 'Data race in main.(*counter).inc';
    await vscode.group(row).waitFor();
    await vscode.rowAction(row, 'Open Both Accesses Side by Side');
    await vscode.notification(/No source found for main\.go:12\. Looked in/).waitFor();
    await vscode.screenshot('no source for a race');
    await vscode.notificationButton('Substitute Paths…').click();
    await vscode.text('Maps file paths in a dump to paths on this machine').waitFor();
  });

  it('opens from disk if VS Code does not pass it to extensions', async () => {
    const goroutine = hub.slice(hub.indexOf('goroutine ', 20));
    const times = 107;
    assert.ok(goroutine.length * times > 100e6);
    const path = await file('huge.log', Array.from({ length: times }, () => goroutine).join('\n'));
    const vscode = await session.window(session.scratch);
    await vscode.explorerMenu('huge.log', 'Open as Goroutine Dump');
    await vscode.activeTab('huge (dedup).dump');
    await vscode.openGoroutines();
    await vscode.status(/goroutines · 17 groups/).waitFor();
    await vscode.screenshot('huge');
    await vscode.group(`${times} × chan send · Schedule`).click();
    await vscode.frame(`${times} goroutines`).click();
    await vscode.group('goroutine 54').click();
    await vscode.activeTab('goroutine 54.dump');
    await vscode.text('goroutine 54 [chan send').waitFor();
    await vscode.lens(`1 of ${times} goroutines with this stack`).waitFor();
    // As in any dump, the focus stays in the tree until Enter moves it.
    assert.equal(await vscode.focusedPart(), 'sidebar');
    await vscode.press('ArrowDown');
    await vscode.lens(`2 of ${times} goroutines with this stack`).waitFor();
    assert.equal(await vscode.focusedPart(), 'sidebar');
    await vscode.press('Enter');
    await vscode.inEditor();
    await vscode.scrollTreeTo(vscode.group('Show more… 7 left'));

    await appendFile(path, `\n${goroutine}`);
    await vscode.switchTo('huge (dedup).dump');
    await vscode.notification('huge.log has changed on disk since it was read.').waitFor();
    await vscode.screenshot('huge has changed');
    await vscode.notificationButton('Read Again').click();
    await vscode.group(`${times + 1} × chan send · Schedule`).waitFor();
    await vscode.text(`${820 * (times + 1)} times: [`).waitFor();
    await rm(path);
    await vscode.switchTo('goroutine 54.dump');
    await vscode.notification('huge.log was removed since it was read.').waitFor();
  });
});

function thinned(dump: string, most: number): string {
  const counts = new Map<string, number>();
  return dump
    .split('\n\n')
    .filter((goroutine) => {
      const stack = goroutine.replace(/^.*\n/, '').replace(/\(.*\)$/gm, '');
      counts.set(stack, (counts.get(stack) ?? 0) + 1);
      return counts.get(stack)! <= most;
    })
    .join('\n\n');
}

/** period_type cpu/nanoseconds, as small as it can be. */
const cpuProfile = gzipSync(
  Uint8Array.from([
    ...[0x0a, 0x04, 0x08, 0x01, 0x10, 0x02], // sample_type: samples, count
    ...[0x0a, 0x04, 0x08, 0x03, 0x10, 0x04], // sample_type: cpu, nanoseconds
    ...['', 'samples', 'count', 'cpu', 'nanoseconds'].flatMap((text) => [
      0x32,
      text.length,
      ...Buffer.from(text),
    ]),
  ]),
);
