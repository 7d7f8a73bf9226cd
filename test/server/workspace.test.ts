import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CodeLensRefreshRequest,
  CodeLensRequest,
  CodeLensResolveRequest,
  ConfigurationRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  type DidChangeWatchedFilesRegistrationOptions,
  DocumentLinkResolveRequest,
  FileChangeType,
  RegistrationRequest,
  WorkspaceFoldersRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import {
  findFilesRequest,
  isFileRequest,
  readFileRequest,
  resolveRequest,
  groupsRequest,
  sourceFoldersNotification,
  summaryRequest,
  trustGrantedNotification,
} from '../../src/protocol';
import { Client, hubDebug2, uriOf } from './client';
import { lab, Machine } from './machine';

const toBlame = {
  function: 'example.com/lab/node.(*Hub).broadcastToStream',
  file: '/home/gopher/src/lab/node/hub.go',
  line: 94,
};

describe('The workspace', () => {
  let client: Client;
  beforeEach(async () => {
    client = await Client.start({ folders: [] });
  });
  afterEach(() => client.stop());

  const target = async (uri: string, frame = toBlame) =>
    (await client.ask(resolveRequest, { uri, frame })).targets[0]?.uri;

  /** Notifies the server of a change, and waits until the server has processed it. */
  const afterwards = async (change: () => Promise<void>) => {
    const before = client.changed.length;
    await change();
    await client.untilChanged(before + 1);
  };

  const setFolders = (folders: readonly string[]) =>
    afterwards(async () => {
      client.folders = folders;
      const event = { added: [], removed: [] }; // the server asks for the list itself
      await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
    });

  /** Notifies the server of a change on disk, and waits until it is processed. @returns the number of changed dumps */
  const tellChange = async (path: string, type: FileChangeType) => {
    const { changed, codeLensRefreshes } = client;
    const before = changed.length;
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uriOf(path), type }],
    });
    await client.untilRefreshed(codeLensRefreshes + 1);
    return changed.length - before;
  };

  it('gains the folders outside it whose source the user has agreed to use', async () => {
    const { uri } = await client.openFixture(hubDebug2);
    assert.equal(await target(uri), undefined);
    await afterwards(() =>
      client.connection.sendNotification(sourceFoldersNotification.method, { folders: [uriOf(lab)] }),
    );
    assert.equal(await target(uri), uriOf(lab, 'node/hub.go'));
  });

  it('reads nothing outside such a folder, although its go.mod and go.work name other folders', async () => {
    const { machine } = client;
    const frame = { function: 'example.com/lib.F', file: '/src/lib/lib.go', line: 3 };
    const used = { function: 'example.com/used.F', file: '/src/used/used.go', line: 3 };
    const inner = { function: 'example.com/inner.F', file: '/src/inner/inner.go', line: 3 };
    const source = (name: string) => `package ${name}\n\nfunc F() {}\n`;
    machine.write('other/lib/lib.go', source('lib'));
    machine.write('other/used/go.mod', 'module example.com/used\n');
    machine.write('other/used/used.go', source('used'));
    machine.write('agreed/inner/inner.go', source('inner'));
    machine.write(
      'agreed/go.mod',
      'module example.com/agreed\nreplace example.com/lib => ../other/lib\nreplace example.com/inner => ./inner\n',
    );
    machine.write('agreed/go.work', 'go 1.24\n\nuse (\n\t.\n\t../other/used\n)\n');
    const folder = join(machine.root, 'agreed');
    const { uri } = await client.openFixture(hubDebug2);
    await afterwards(() =>
      client.connection.sendNotification(sourceFoldersNotification.method, { folders: [uriOf(folder)] }),
    );
    assert.equal(await target(uri, inner), uriOf(folder, 'inner/inner.go'));
    assert.equal(await target(uri, frame), undefined);
    assert.equal(await target(uri, used), undefined);
    await setFolders([folder]); // now the user has opened it
    assert.equal(await target(uri, frame), uriOf(machine.root, 'other/lib/lib.go'));
    assert.equal(await target(uri, used), uriOf(machine.root, 'other/used/used.go'));
  });

  it('can gain and lose folders', async () => {
    const { uri } = await client.openFixture(hubDebug2);
    assert.equal(await target(uri), undefined);
    await setFolders([lab]);
    assert.equal(await target(uri), uriOf(lab, 'node/hub.go'));
    await setFolders([]);
    assert.equal(await target(uri), undefined);
  });

  it("decides what is the user's own code", async () => {
    const { uri } = await client.open(
      'goroutine 1 [select]:\nexample.org/other.F(0x1)\n\t/src/other/f.go:1\n' +
        'example.com/lab/node.F(0x1)\n\t/src/lab/node/f.go:1\n',
    );
    const headline = async () => (await client.ask(groupsRequest, { uri })).groups[0]!.headline.function;
    assert.equal(await headline(), 'example.org/other.F');
    await setFolders([lab]);
    assert.equal(await headline(), 'example.com/lab/node.F');
  });

  it('watches Go files if the editor supports it', async () => {
    const { uri } = await client.openFixture(hubDebug2);
    await target(uri);
    const watched = client.registrations.find(
      ({ method }) => method === DidChangeWatchedFilesNotification.method,
    );
    const { watchers } = watched!.registerOptions as DidChangeWatchedFilesRegistrationOptions;
    assert.deepEqual(
      watchers.map(({ globPattern }) => globPattern),
      ['**/{go.mod,go.work,*.go}'],
    );
  });

  it('finds files that are new, and the source as it was saved', async () => {
    const app = join(client.machine.root, 'app');
    client.machine.write('app/go.mod', 'module example.com/app\n');
    const { uri } = await client.openFixture(hubDebug2);
    await setFolders([app]);
    const frame = { function: 'example.com/app/work.F', file: '/src/app/work/f.go', line: 3 };
    assert.equal(await target(uri, frame), undefined);

    const file = client.machine.write('app/work/f.go', 'package work\n\nfunc F() {\n}\n');
    await tellChange(file, FileChangeType.Created);
    assert.equal(await target(uri, frame), uriOf(file));

    writeFileSync(file, 'package work\n\nvar x = 1\n\nfunc F() {\n}\n');
    await tellChange(file, FileChangeType.Changed);
    const { targets } = await client.ask(resolveRequest, { uri, frame });
    assert.deepEqual([targets[0]?.line, targets[0]?.stale?.dumpLine], [5, 3]);

    rmSync(file);
    await tellChange(file, FileChangeType.Deleted);
    assert.equal(await target(uri, frame), undefined);
  });

  it('is indexed again for a go.mod but not for a saved source file, and only new modules change the dumps', async () => {
    const mod = client.machine.write('app/go.mod', 'module example.com/app\n');
    const { uri } = await client.openFixture(hubDebug2);
    await target(uri);
    await setFolders([join(client.machine.root, 'app')]);
    const added = client.machine.write('app/lib/g.go', 'package lib\n\nfunc G() {\n}\n');
    // Found only by the index of all files.
    const frame = { function: 'main.G', file: '/elsewhere/lib/g.go', line: 3 };
    assert.equal(await tellChange(added, FileChangeType.Changed), 0);
    assert.equal(await target(uri, frame), undefined);
    assert.equal(await tellChange(mod, FileChangeType.Changed), 0);
    assert.equal(await target(uri, frame), uriOf(added));
    writeFileSync(mod, 'module example.com/other\n');
    assert.equal(await tellChange(mod, FileChangeType.Changed), 1);
  });
});

describe('The workspace, if it could not be indexed,', () => {
  it('is indexed the next time', async () => {
    const client = await Client.start({ initializationOptions: { clientFiles: true } });
    const hub = uriOf(lab, 'node/hub.go');
    const files: Readonly<Record<string, string>> = {
      [uriOf(lab, 'go.mod')]: 'module example.com/lab\n',
      [hub]: readFileSync(join(lab, 'node/hub.go'), 'utf8'),
    };
    let found: unknown = 'not a list';
    client.connection.onRequest(findFilesRequest.method, () => found);
    client.connection.onRequest(isFileRequest.method, ({ uri }: { uri: string }) => uri in files);
    client.connection.onRequest(readFileRequest.method, ({ uri }: { uri: string }) => files[uri] ?? null);
    const { uri } = await client.openFixture(hubDebug2);
    assert.deepEqual((await client.ask(resolveRequest, { uri, frame: toBlame })).targets, []);

    found = Object.keys(files);
    await client.connection.sendNotification(trustGrantedNotification.method, {});
    const { targets } = await client.ask(resolveRequest, { uri, frame: toBlame });
    assert.deepEqual([targets[0]?.uri], [hub]);
    await client.stop();
  });
});

describe('Go itself', () => {
  it('is asked for its folders only if the workspace is trusted, and once', async () => {
    const machine = new Machine();
    const runs = join(machine.root, 'runs');
    const goroot = join(machine.root, 'other-go');
    const file = machine.write('other-go/src/sync/waitgroup.go', 'package sync\n');
    const script = `#!/bin/sh\necho "$@" >> '${runs}'\necho '${JSON.stringify({ GOROOT: goroot })}'\n`;
    machine.write('bin/go', script, 0o755);

    const client = await Client.start({ machine, initializationOptions: { trusted: false } });
    const { uri } = await client.openFixture(hubDebug2);
    const frame = { function: 'sync.(*WaitGroup).Wait', file: 'sync/waitgroup.go', line: 1 };
    const target = async () => (await client.ask(resolveRequest, { uri, frame })).targets[0]?.uri;
    assert.equal(await target(), uriOf(machine.goroot, 'src/sync/waitgroup.go'));
    assert.equal(existsSync(runs), false);

    for (let time = 0; time < 2; time++) {
      await client.connection.sendNotification(trustGrantedNotification.method, {});
      assert.equal(await target(), uriOf(file));
    }
    assert.equal(readFileSync(runs, 'utf8').split('\n').length, 2); // one line
    await client.stop();
  });
});

describe('The server', () => {
  it('answers invalid requests with nothing, and logs why', async () => {
    const client = await Client.start();
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const lens = { range, data: { uri: 1, frame: null } };
    assert.deepEqual(await client.connection.sendRequest(CodeLensResolveRequest.type, lens), lens);
    const link = { range, data: { function: 1 } };
    assert.deepEqual(await client.connection.sendRequest(DocumentLinkResolveRequest.type, link), link);
    await client.openFixture(hubDebug2);
    const query = 7 as unknown as string;
    assert.deepEqual(await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query }), []);
    assert.equal(client.errors.splice(0).length, 3);
    await client.stop();
  });

  it('answers an editor without any capability', async () => {
    const client = await Client.start({ capabilities: {} });
    const { uri, textDocument } = await client.openFixture(hubDebug2);
    const { goroutines } = await client.ask(summaryRequest, { uri });
    assert.equal(goroutines, 1492);
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument });
    assert.ok(lenses!.length > 18);
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: {} });
    const { targets } = await client.ask(resolveRequest, { uri, frame: toBlame });
    assert.equal(targets[0]!.uri, uriOf(lab, 'node/hub.go'));
    assert.deepEqual([client.registrations, client.codeLensRefreshes], [[], 0]);
    await client.stop();
  });

  it('survives an editor that cannot do what it claims', async () => {
    const client = await Client.start();
    const refuse = () => {
      throw new Error('not implemented');
    };
    for (const { method } of [
      CodeLensRefreshRequest.type,
      ConfigurationRequest.type,
      RegistrationRequest.type,
      WorkspaceFoldersRequest.type,
    ]) {
      client.connection.onRequest(method, refuse);
    }
    const { uri } = await client.openFixture(hubDebug2);
    const event = { added: [], removed: [] };
    await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
    const before = client.changed.length;
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await client.untilChanged(before + 1);
    const { targets } = await client.ask(resolveRequest, { uri, frame: toBlame });
    assert.equal(targets[0]!.uri, uriOf(lab, 'node/hub.go'));
    await client.stop();
  });
});
