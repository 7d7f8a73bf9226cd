import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync, appendFileSync, readdirSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import {
  CodeLensRequest,
  DefinitionRequest,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type LocationLink,
} from 'vscode-languageserver-protocol/node';
import {
  closeFileNotification,
  dedupUri,
  fileDumpUri,
  fileGoroutine,
  fileProgressNotification,
  openFileRequest,
  dedupRequest,
  stackTextRequest,
  goroutinesRequest,
  groupAtRequest,
  groupsRequest,
  summaryRequest,
} from '../../src/protocol';
import { fixture, fixturesFolder } from '../fixtures';
import { losslessWrappers } from '../wrappers';
import { Client, uriOf } from './client';

/** Of a file that is too large for a document. */
const goroutines = 110_000;

function dump(count: number): string {
  const parts: string[] = ['SIGQUIT: quit\n'];
  for (let id = 1; id <= count; id++) {
    const frames = Array.from({ length: 1 + (id % 7) }, (_, n) => {
      return `example.com/lab/work.f${n}(0xc0000${id.toString(16)}, 0x1)\n\t/home/gopher/src/lab/work/work.go:${n + 1} +0x1d\n`;
    });
    const state = id % 3 === 0 ? 'select' : `chan receive, ${1 + (id % 9)} minutes`;
    parts.push(
      `goroutine ${id} [${state}]:\n${frames.join('')}created by main.main in goroutine 1\n\t/home/gopher/src/lab/main.go:9 +0x1\n`,
    );
  }
  return parts.join('\n');
}

describe('A file that the editor does not pass to the server', () => {
  let client: Client;
  let folder: string;
  let text: string;
  before(async () => {
    client = await Client.start();
    folder = mkdtempSync(join(tmpdir(), 'dumps-'));
    text = dump(goroutines);
    assert.ok(text.length > 34e6);
  });
  after(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  /** Uri of the dump in a new file. */
  function file(name: string, content: string | Uint8Array): string {
    writeFileSync(join(folder, name), content);
    return dumpOf(join(folder, name));
  }
  const dumpOf = (path: string) => fileDumpUri(pathToFileURL(path).href);
  const open = (uri: string) => client.ask(openFileRequest, { uri });

  async function checkWhole(uri: string): Promise<void> {
    const summary = await client.ask(summaryRequest, { uri });
    assert.equal(summary.goroutines, goroutines);
    assert.equal(summary.groups, 7);
    assert.deepEqual(summary.problems, []);
    assert.deepEqual(
      summary.sections.map(({ title, goroutines: count }) => [title, count]),
      [['SIGQUIT: quit', goroutines]],
    );
    const { groups } = await client.ask(groupsRequest, { uri });
    const [largest] = groups;
    const page = await client.ask(goroutinesRequest, {
      uri,
      groupId: largest!.id,
      offset: largest!.count - 2,
      limit: 5,
    });
    assert.equal(page.total, largest!.count);
    const last = page.goroutines.at(-1)!;
    const at = { uri, line: last.line };
    assert.equal((await client.ask(groupAtRequest, at))!.groupId, largest!.id);
    const stack = await client.ask(stackTextRequest, at);
    assert.ok(stack!.startsWith(`goroutine ${last.id} [`), stack!);
    assert.match(
      stack!,
      /created by main\.main in goroutine 1\n\t\/home\/gopher\/src\/lab\/main\.go:9 \+0x1\n$/,
    );
    const { text: deduplicated } = await client.ask(dedupRequest, { uri });
    assert.equal(deduplicated.match(/^goroutine \d+ \[/gm)!.length, 7);
    assert.match(deduplicated, /^SIGQUIT: quit\n/);
  }

  it('is read from disk in pieces, with progress', async () => {
    const read: number[] = [];
    const uri = file('large.dump', text);
    client.connection.onNotification(
      fileProgressNotification.method,
      (progress: { read: number; size: number }) => {
        read.push(progress.read / progress.size);
      },
    );
    assert.deepEqual(await open(uri), {});
    await checkWhole(uri);
    assert.ok(read.length > 5 && read.at(-1) === 1);
    assert.ok(read.every((part, n) => n === 0 || part >= read[n - 1]!));
  }).timeout(60_000);

  it('has ids in its deduplicated view that lead to the goroutines', async () => {
    const uri = file('ids.dump', text);
    await open(uri);
    const { text: deduplicated } = await client.ask(dedupRequest, { uri });
    const view = await client.open(deduplicated, dedupUri({ dump: uri }, 'ids (dedup).dump'));
    const id = /^\d+ times: \[\d+, (\d+)/m.exec(deduplicated)![1]!;
    const links = (await client.connection.sendRequest(
      DefinitionRequest.type,
      view.cursor(`|${id},`, ' times: ['),
    )) as LocationLink[];
    assert.equal(links.length, 1);
    const { targetUri, targetRange } = links[0]!;
    assert.match(targetUri, new RegExp(`^goroutine-file:/goroutine%20${id}\\.dump\\?`));
    assert.deepEqual(targetRange.start, { line: 0, character: 0 });
    const goroutine = fileGoroutine(targetUri)!;
    assert.equal(goroutine.dump, uri);
    const stack = await client.ask(stackTextRequest, { uri: goroutine.dump, line: goroutine.line });
    assert.ok(stack!.startsWith(`goroutine ${id} [`), stack!);

    const lenses = await client.connection.sendRequest(CodeLensRequest.type, {
      textDocument: view.textDocument,
    });
    const group = lenses!.find(({ command }) => command?.title.endsWith('with this stack'));
    const [lensUri, lensLine] = group!.command!.arguments as [string, number];
    assert.equal(lensUri, uri);
    assert.ok(await client.ask(groupAtRequest, { uri: lensUri, line: lensLine }));
    await view.close();
  }).timeout(60_000);

  it('uses the modules of the workspace', async () => {
    const workspace = mkdtempSync(join(folder, 'workspace-'));
    const other = await Client.start({ folders: [workspace] });
    const uri = file('modules.dump', text);
    await other.ask(openFileRequest, { uri });
    const userFrames = async () => {
      const { groups } = await other.ask(groupsRequest, { uri });
      return groups[0]!.frames.filter(({ userCode }) => userCode).length;
    };
    const before = await userFrames();
    assert.ok(before > 0);
    const changed = other.changed.length;
    writeFileSync(join(workspace, 'go.mod'), 'module main\n');
    await other.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uriOf(workspace, 'go.mod'), type: FileChangeType.Created }],
    });
    await other.untilChanged(changed + 1);
    assert.deepEqual(other.changed.slice(changed), [uri]);
    assert.equal(await userFrames(), 0);
    await other.stop();
  }).timeout(60_000);

  it('keeps the panic at the end of a long log', async () => {
    const log = 'level=info msg="all is well"\n'.repeat(1_300_000);
    const uri = file('log.log', `${log}panic: boom\n\ngoroutine 1 [running]:\nmain.f()\n\t/x.go:1\n`);
    assert.deepEqual(await open(uri), {});
    const { text: deduplicated } = await client.ask(dedupRequest, { uri });
    assert.equal(deduplicated, 'panic: boom\n\ngoroutine 1 [running]:\nmain.f()\n\t/x.go:1\n');
  }).timeout(60_000);

  for (const name of ['kubectl logs --timestamps', 'docker json-file']) {
    it(`may be wrapped: ${name}`, async () => {
      const uri = file('wrapped.log', losslessWrappers[name]!(text));
      assert.deepEqual(await open(uri), {});
      await checkWhole(uri);
    }).timeout(60_000);
  }

  it('may be packed, or in UTF-16', async () => {
    const uri = file('large.txt.gz', gzipSync(text));
    assert.deepEqual(await open(uri), {});
    await checkWhole(uri);
    const wide = file('wide.txt', Buffer.from('\ufeff' + text, 'utf16le'));
    assert.deepEqual(await open(wide), {});
    await checkWhole(wide);
  }).timeout(60_000);

  it('is returned as text if it is small enough', async () => {
    const small = fixture('samples/sigquit-go1.24.txt');
    assert.deepEqual(await open(file('small.gz', gzipSync(small))), { text: Buffer.from(small).toString() });
  });

  it('is opened as far as it can be unpacked, with a warning', async () => {
    const small = fixture('samples/sigquit-go1.24.txt');
    const packed = gzipSync(small);
    const cut = packed.subarray(0, packed.length - 20);
    const { text: beginning, warning } = await open(file('cut-off.gz', cut));
    const whole = gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH });
    assert.equal(beginning, whole.toString());
    assert.match(warning!, /cut-off\.gz is truncated or damaged: unexpected end of file/);

    const large = gzipSync(text);
    const uri = file('large-cut-off.gz', large.subarray(0, large.length - 1000));
    for (let time = 0; time < 2; time++)
      assert.match((await open(uri)).warning!, /large-cut-off\.gz is truncated/);
    const summary = await client.ask(summaryRequest, { uri });
    assert.ok(summary.goroutines > goroutines * 0.99 && summary.goroutines < goroutines);

    const damaged = Uint8Array.from(large);
    damaged.fill(0xff, large.length / 2, large.length / 2 + 100);
    const half = await open(file('damaged.gz', damaged));
    assert.match(half.warning!, /damaged\.gz is truncated or damaged/);
    assert.ok(text.startsWith(half.text!) && half.text!.length > text.length * 0.4);
  }).timeout(60_000);

  it('is returned as readable text if it is a binary profile', async () => {
    const { text: profile } = await open(dumpOf(join(fixturesFolder, 'samples/pprof-debug0-go1.24.pb.gz')));
    assert.match(profile!, /^goroutine profile: total 24\n/);
    const document = await client.open(profile!);
    assert.equal((await client.ask(summaryRequest, { uri: document.uri })).goroutines, 24);
  });

  it('is read again when it has changed, and not after it is closed', async () => {
    const uri = file('changing.dump', text);
    await open(uri);
    appendFileSync(join(folder, 'changing.dump'), 'goroutine 999999 [select]:\nmain.f()\n\t/x.go:1\n');
    await open(uri);
    assert.equal((await client.ask(summaryRequest, { uri })).goroutines, goroutines + 1);
    await client.connection.sendNotification(closeFileNotification.method, { uri });
    await assert.rejects(client.ask(summaryRequest, { uri }), /not an open document/);
  }).timeout(60_000);

  it('can be cancelled', async () => {
    const uri = file('cancelled.dump', text);
    await assert.rejects(client.askAndCancel(openFileRequest, { uri }), /[Cc]ancel/);
    await assert.rejects(client.ask(summaryRequest, { uri }), /not an open document/);
  });

  it('is read to its end if another request waits for it', async () => {
    const uri = file('shared.dump', text);
    const cancelled = client.askAndCancel(openFileRequest, { uri });
    const other = open(uri);
    await assert.rejects(cancelled, /[Cc]ancel/);
    assert.deepEqual(await other, {});
    assert.equal((await client.ask(summaryRequest, { uri })).goroutines, goroutines);
  });

  it('is rejected, with a reason, if it has no dump', async () => {
    await assert.rejects(open(dumpOf(join(folder, 'none'))), /ENOENT|no such file/);
    await assert.rejects(open('file:///x.dump'), /does not name the dump of a file/);
    await assert.rejects(open(dumpOf(folder)), /not a file|EISDIR/);
    await assert.rejects(open(fileDumpUri('http://example.com/x')), /disk/);
    const bomb = file('bomb.gz', gzipSync(Buffer.alloc(100 << 20)));
    await assert.rejects(open(bomb), /unpacks to more than 400 times its size/);
    const cut = file('cut.gz', gzipSync(text).subarray(0, 12));
    await assert.rejects(open(cut), /cut\.gz is truncated or damaged: unexpected end of file/);
    const log = file('log.log', 'level=info msg="all is well"\n'.repeat(1_300_000));
    await assert.rejects(open(log), /log\.log contains no goroutines/);
    const noise = file(
      'noise.pb.gz',
      Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * n * 7 + n) % 251)),
    );
    await assert.rejects(open(noise), /neither text nor a goroutine profile/);
    const line = file('line.log', '');
    truncateSync(join(folder, 'line.log'), 500 << 20);
    await assert.rejects(open(line), /a line or a profile of more than 256 MB/);
  }).timeout(60_000);

  it('leaves no temporary files', async () => {
    const kept = () => readdirSync(tmpdir()).filter((name) => name.startsWith('goroutine-dump-'));
    const before = kept();
    const other = await Client.start();
    await other.ask(openFileRequest, { uri: file('packed.gz', gzipSync(text)) });
    await other.stop();
    assert.deepEqual(
      kept().filter((name) => !before.includes(name)),
      [],
    );
  }).timeout(60_000);
});
