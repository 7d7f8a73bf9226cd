import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveRequest, type Frame, type Resolution } from '../../src/protocol';
import { Client, hubSigquit, type Options, uriOf } from './client';
import { lab, Machine } from './machine';

const toBlame: Frame = {
  function: 'example.com/lab/node.(*Hub).broadcastToStream',
  file: '/home/gopher/src/lab/node/hub.go',
  line: 94,
};

/** Resolves frames with a separate server. */
async function resolve(frame: Frame, options: Options = {}): Promise<Resolution> {
  const client = await Client.start(options);
  const { uri } = await client.openFixture(hubSigquit);
  const resolution = await client.ask(resolveRequest, { uri, frame });
  await client.stop();
  return resolution;
}

/** Uri and line of each target. */
function places({ targets }: Resolution) {
  return targets.map(({ uri, line }) => [uri, line]);
}

describe('A frame', () => {
  it('of a module of the workspace leads into it, with the reason', async () => {
    const { targets } = await resolve(toBlame);
    assert.equal(targets.length, 1);
    const [{ uri, line, confidence, stale: drift, why }] = targets as [(typeof targets)[number]];
    assert.deepEqual([uri, line, confidence, drift], [uriOf(lab, 'node/hub.go'), 94, 'proven', undefined]);
    assert.match(why, /module example\.com\/lab/);
  });

  it('whose source has changed leads to its function, and says so', async () => {
    const machine = new Machine();
    const copy = machine.driftedLab(40);
    const { targets } = await resolve(toBlame, { machine, folders: [copy] });
    const [{ uri, line, confidence, stale: drift }] = targets as [(typeof targets)[number]];
    assert.deepEqual([uri, line, confidence], [uriOf(copy, 'node/hub.go'), 129, 'likely']);
    assert.equal(drift?.dumpLine, 94);
    assert.match(drift.message, /129 to 138/);
  });

  it('inside the workspace leads to one target, however the editor writes its folder', async () => {
    const machine = new Machine();
    const copy = machine.driftedLab(0);
    machine.write('drifted lab (copy)/go.work', 'go 1.26\n\nuse .\n');
    const frame = { ...toBlame, file: join(copy, 'node/hub.go') };
    const resolution = await resolve(frame, { machine, folders: [copy] });
    assert.deepEqual(places(resolution), [[uriOf(copy, 'node/hub.go'), 94]]);
  });

  it('of a module that a go.mod replaces by a folder leads there', async () => {
    const machine = new Machine();
    machine.write('app/go.mod', 'module example.com/app\n\nreplace example.com/fork => "../my (fork)/"\n');
    const fork = machine.write('my (fork)/fork.go', 'package fork\n\nfunc F() {\n}\n');
    const frame = { function: 'example.com/fork.F', file: '/build/fork/fork.go', line: 3 };
    const resolution = await resolve(frame, { machine, folders: [join(machine.root, 'app')] });
    assert.deepEqual(places(resolution), [[uriOf(fork), 3]]);
  });

  it('of a vendored package leads into the vendor folder', async () => {
    const machine = new Machine();
    machine.write('app/go.mod', 'module example.com/app\n');
    const vendored = machine.write('app/vendor/example.org/lib/lib.go', 'package lib\n\nfunc F() {\n}\n');
    const frame = { function: 'example.org/lib.F', file: '/src/app/vendor/example.org/lib/lib.go', line: 3 };
    const resolution = await resolve(frame, { machine, folders: [join(machine.root, 'app')] });
    assert.deepEqual(places(resolution), [[uriOf(vendored), 3]]);
  });

  it('leads where a rule of goroutineDump.substitutePath says', async () => {
    const machine = new Machine();
    const file = machine.write('elsewhere/node/hub.go', readFileSync(join(lab, 'node/hub.go'), 'utf8'));
    const settings = {
      substitutePath: [{ from: '/home/gopher/src/lab', to: join(machine.root, 'elsewhere') }],
    };
    const resolution = await resolve(toBlame, { machine, settings });
    assert.deepEqual(places(resolution), [[uriOf(file), 94]]);
    assert.match(resolution.targets[0]!.why, /substitutePath/);
  });

  it('of the standard library leads into GOROOT, one of a library into the module cache', async () => {
    const client = await Client.start();
    const { uri } = await client.openFixture(hubSigquit);
    const { goroot, moduleCache } = client.machine;
    const wait = {
      function: 'sync.(*WaitGroup).Wait',
      file: '/usr/local/go/src/sync/waitgroup.go',
      line: 206,
    };
    const group = {
      function: 'golang.org/x/sync/errgroup.(*Group).Wait',
      file: '/home/gopher/go/pkg/mod/golang.org/x/sync@v0.7.0/errgroup/errgroup.go',
      line: 56,
    };
    const ask = (frame: Frame) => client.ask(resolveRequest, { uri, frame });
    assert.deepEqual(places(await ask(wait)), [[uriOf(goroot, 'src/sync/waitgroup.go'), 206]]);
    const { targets, web } = await ask(group);
    assert.equal(targets[0]!.uri, uriOf(moduleCache, 'golang.org/x/sync@v0.7.0/errgroup/errgroup.go'));
    assert.equal(web, 'https://pkg.go.dev/golang.org/x/sync@v0.7.0/errgroup');
    await client.stop();
  });

  it('without source lists the locations that were searched', async () => {
    const { targets, lookedIn } = await resolve({ function: 'main.f', file: '/nowhere/f.go', line: 1 });
    assert.deepEqual(targets, []);
    assert.ok(lookedIn.some((place) => place.includes('example.com/lab')));
  });

  it('is looked for in the root of an editor that knows no workspace folders', async () => {
    const initialize = { rootUri: uriOf(lab), workspaceFolders: null };
    const resolution = await resolve(toBlame, { capabilities: {}, initialize });
    assert.deepEqual(places(resolution), [[uriOf(lab, 'node/hub.go'), 94]]);
  });

  it('is found even if one of the folders has an invalid uri', async () => {
    const workspaceFolders = [
      { uri: 'file:////server/share', name: 'odd' },
      { uri: uriOf(lab), name: 'lab' },
      { uri: 'file:///%zz', name: 'odd, too' },
    ];
    const resolution = await resolve(toBlame, { initialize: { workspaceFolders } });
    assert.deepEqual(places(resolution), [[uriOf(lab, 'node/hub.go'), 94]]);
  });

  it('is not found in what Git, Bazel and editors hide', async () => {
    const machine = new Machine();
    mkdirSync(join(machine.root, 'app'));
    for (const folder of ['.git', 'node_modules', 'bazel-out']) {
      machine.write(`app/${folder}/node/hub.go`, 'package node\n');
    }
    const resolution = await resolve(toBlame, { machine, folders: [join(machine.root, 'app')] });
    assert.deepEqual(places(resolution), []);
  });
});
