import assert from 'node:assert/strict';
import { join } from 'node:path';
import { disk, findGoFiles } from '../../src/server/node/disk';
import { uriOf } from './client';
import { Machine } from './machine';

describe('The search for Go files', () => {
  it('ends after a maximum number of folders, breadth first', async () => {
    const machine = new Machine();
    const mod = machine.write('app/go.mod', 'module example.com/app\n');
    const upper = machine.write('app/x/x.go', 'package x\n');
    const deep = machine.write('app/x/y/y.go', 'package y\n');
    const root = uriOf(join(machine.root, 'app'));
    const paths = [mod, upper, deep].map((path) => uriOf(path));
    assert.deepEqual(await findGoFiles([root]), paths);
    assert.deepEqual(await findGoFiles([root], 2), paths.slice(0, 2));
  });
});

describe("Go's own folders", () => {
  it('are requested again after `go env` has failed, and not after it has succeeded', async () => {
    const machine = new Machine();
    const bin = join(machine.root, 'bin');
    const { PATH } = process.env;
    const goroots = async () => (await disk.goFolders(true)).goroots;
    const installGo = (goroot: string) =>
      machine.write('bin/go', `#!/bin/sh\nprintf '{"GOROOT":"${goroot}"}'\n`, 0o755);
    process.env.PATH = `${bin}:/bin`;
    try {
      assert.notDeepEqual(await goroots(), [uriOf('/first')]);
      installGo('/first');
      assert.deepEqual(await goroots(), [uriOf('/first')]);
      installGo('/second');
      assert.deepEqual(await goroots(), [uriOf('/first')]);
    } finally {
      process.env.PATH = PATH;
    }
  });
});
