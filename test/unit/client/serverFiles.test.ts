import assert from 'node:assert/strict';
import { mock } from 'node:test';
import {
  CancellationError,
  CancellationTokenSource,
  EventEmitter,
  liveSources,
  notifications,
} from './vscode';
import { ServerFiles } from '../../../src/client/dumps/serverFiles';
import { Dumps } from '../../../src/client/dumps/dumps';
import type { ActiveDump } from '../../../src/client/dumps/activeDump';
import { answerOf } from '../../../src/client/connection/answerOf';
import { GroupList } from '../../../src/client/dumps/groupList';
import { ViewStates } from '../../../src/client/dumps/viewStates';
import { longWorkIn } from '../../../src/client/views/progress';
import { fileDumpUri } from '../../../src/protocol';
import { newMemory } from './memory';
import { newServer } from './server';

const uri = fileDumpUri('file:///logs/huge.log');

describe('A file that the server reads', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    liveSources.clear();
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it('has one progress notification, whoever waits for it', async () => {
    const { requests, server } = newServer();
    const files = new ServerFiles(server);
    const dumps = new Dumps(files);
    const active = { dump: { uri }, onDidChange: new EventEmitter().event } as unknown as ActiveDump;
    const views = new ViewStates(newMemory());
    const list = new GroupList(server, active, views, dumps, longWorkIn('view', 'Reading the dump…'));
    // As in a window that is restored with the deduplicated document of a large file.
    void list.refresh();
    const others = [files.read(uri), dumps.open(uri)];
    mock.timers.tick(10_000);
    assert.deepEqual([requests.length, notifications.size], [1, 1]);
    requests[0]!.answer({});
    await Promise.all(others);
    list.dispose();
    assert.equal(notifications.size, 0);
  });

  it('is not read again while the server keeps its dump', async () => {
    const { requests, server } = newServer();
    const files = new ServerFiles(server);
    const first = files.keep(uri);
    requests[0]!.answer({});
    assert.deepEqual([await first, await files.keep(uri)], [1, 1]);
    assert.equal(requests.length, 1);
  });

  it('is cancelled, not failed, if the user cancels', async () => {
    const { requests, server } = newServer();
    const files = new ServerFiles(server);
    const reading = files.read(uri);
    mock.timers.tick(10_000);
    for (const { cancel } of notifications) cancel();
    assert.equal(requests[0]!.token!.isCancellationRequested, true);
    await assert.rejects(reading, CancellationError);
    const { token } = new CancellationTokenSource();
    assert.deepEqual(await answerOf(reading, token), { kind: 'cancelled' });
  });

  it('leaves no token source behind', async () => {
    const { requests, server } = newServer();
    const files = new ServerFiles(server);
    const reading = files.read(uri);
    assert.equal(liveSources.size, 1);
    requests[0]!.answer({});
    await reading;
    assert.equal(liveSources.size, 0);
  });
});
