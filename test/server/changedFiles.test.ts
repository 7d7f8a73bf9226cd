import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  checkFileNotification,
  dedupRequest,
  fileChangedNotification,
  fileDumpUri,
  groupsRequest,
  openFileRequest,
  stackTextRequest,
  summaryRequest,
} from '../../src/protocol';
import { Client } from './client';
import { goroutines, largeDump } from './largeDump';

const goneText = /has changed on disk since it was read, so the text of its goroutines cannot be shown/;

describe('A file that changes after it was read', () => {
  const text = largeDump();
  const last = text.slice(text.lastIndexOf('goroutine '));
  const lastLine = text.split('\n').length - last.split('\n').length;
  /** Of a goroutine far from those whose text the server has read already. */
  const middleLine = text.slice(0, text.indexOf('\ngoroutine ', text.length / 2)).split('\n').length;
  let client: Client;
  let folder: string;
  /** All changes that the server has announced. */
  let told: { readonly uri: string; readonly change: string }[];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dumps-'));
    client = await Client.start();
    client.connection.onNotification(fileChangedNotification.method, (change: (typeof told)[number]) => {
      told.push(change);
    });
  });
  beforeEach(() => {
    told = [];
  });
  after(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  async function openFile(name: string): Promise<{ readonly path: string; readonly uri: string }> {
    const path = join(folder, name);
    writeFileSync(path, text);
    const uri = fileDumpUri(pathToFileURL(path).href);
    assert.deepEqual(await client.ask(openFileRequest, { uri }), {});
    return { path, uri };
  }
  const lastStack = (uri: string) => client.ask(stackTextRequest, { uri, line: lastLine });

  /** Sends several requests about a dump, after which the server has announced all changes. */
  async function checkTold(uri: string, expected: readonly string[]): Promise<void> {
    for (let n = 0; n < 3; n++) await client.ask(summaryRequest, { uri });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await client.ask(summaryRequest, { uri });
    assert.deepEqual(
      told,
      expected.map((change) => ({ uri, change })),
    );
  }

  it('shows no other text as that of a goroutine if it is rewritten in place', async () => {
    const { path, uri } = await openFile('rewritten.dump');
    assert.equal(await lastStack(uri), last);
    await checkTold(uri, []);
    writeFileSync(path, text.replaceAll('0x1d', '0x2e'));
    await assert.rejects(client.ask(stackTextRequest, { uri, line: middleLine }), goneText);
    await assert.rejects(client.ask(dedupRequest, { uri }), goneText);
    await assert.rejects(client.ask(groupsRequest, { uri, key: 'lock' }), goneText);
    assert.equal((await client.ask(groupsRequest, { uri, filter: { text: 'main.f7' } })).shown.groups, 1111);
    await checkTold(uri, ['rewritten']);
  }).timeout(60_000);

  it('shows no other text even if its size and times stay the same', async () => {
    const { path, uri } = await openFile('restored.dump');
    const time = new Date('2026-01-01');
    utimesSync(path, time, time);
    await client.ask(openFileRequest, { uri });
    writeFileSync(path, text.replaceAll('0x1d', '0x2e'));
    utimesSync(path, time, time);
    await assert.rejects(lastStack(uri), goneText);
  }).timeout(60_000);

  it('is read again on request, and shows the same goroutine where it is now', async () => {
    const { path, uri } = await openFile('again.dump');
    writeFileSync(path, `goroutine 777777 [select]:\nmain.new()\n\t/x.go:1\n\n${text}`);
    await checkTold(uri, ['rewritten']);
    const changed = client.changed.length;
    await client.ask(openFileRequest, { uri });
    await client.untilChanged(changed + 1);
    assert.deepEqual(client.changed.slice(changed), [uri]);
    assert.equal((await client.ask(summaryRequest, { uri })).goroutines, goroutines + 1);
    const withId = (id: number) => client.ask(stackTextRequest, { uri, line: lastLine, id });
    assert.equal(await withId(goroutines), last);
    assert.equal(await withId(888_888), null);
    await checkTold(uri, ['rewritten']);
    truncateSync(path, 100);
    await checkTold(uri, ['rewritten', 'rewritten']);
  }).timeout(60_000);

  it('keeps the text of its goroutines while lines are only added', async () => {
    const { path, uri } = await openFile('growing.dump');
    appendFileSync(path, '\ngoroutine 777777 [select]:\nmain.new()\n\t/x.go:1\n');
    assert.equal(await lastStack(uri), last);
    await checkTold(uri, ['rewritten']);
  }).timeout(60_000);

  it('shows nothing for text that was cut off', async () => {
    const { path, uri } = await openFile('truncated.dump');
    truncateSync(path, Math.floor(text.length / 2));
    await assert.rejects(lastStack(uri), goneText);
    assert.match((await client.ask(stackTextRequest, { uri, line: 0 }))!, /^goroutine 1 \[/);
    await checkTold(uri, ['rewritten']);
  }).timeout(60_000);

  it('keeps its text if another file gets its name, or if it is removed', async () => {
    const { path, uri } = await openFile('replaced.dump');
    writeFileSync(`${path}.new`, 'goroutine 1 [select]:\nmain.new()\n\t/x.go:1\n');
    renameSync(`${path}.new`, path);
    assert.equal(await lastStack(uri), last);
    await checkTold(uri, ['rewritten']);
    rmSync(path);
    assert.equal(await lastStack(uri), last);
    await checkTold(uri, ['rewritten', 'removed']);
    await assert.rejects(client.ask(openFileRequest, { uri }), /ENOENT|no such file/);
    assert.equal(await lastStack(uri), last);
  }).timeout(60_000);

  it('gives way to its text if that has become small enough for a document', async () => {
    const { path, uri } = await openFile('small.dump');
    writeFileSync(path, last);
    assert.deepEqual(await client.ask(openFileRequest, { uri }), { text: last });
    await assert.rejects(client.ask(summaryRequest, { uri }), /not an open document/);
  }).timeout(60_000);

  it('is noticed when the editor asks for it', async () => {
    const { path, uri } = await openFile('checked.dump');
    rmSync(path);
    await client.connection.sendNotification(checkFileNotification.method, { uri });
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(told, [{ uri, change: 'removed' }]);
  }).timeout(60_000);
});
