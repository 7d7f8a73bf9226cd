import assert from 'node:assert/strict';
import {
  type CallHierarchyItem,
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
} from 'vscode-languageserver-protocol/node';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  dedupRequest,
  dedupUri,
  fileDumpUri,
  fileGoroutine,
  fileGoroutineUri,
  openFileRequest,
} from '../../src/protocol';
import { Client, type Document, hubDebug2, uriOf } from './client';
import { goroutines, largeDump } from './largeDump';

describe('The call hierarchy', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const prepare = async (document: Document, marked: string, after?: string) => {
    const items = await client.connection.sendRequest(
      CallHierarchyPrepareRequest.type,
      document.cursor(marked, after),
    );
    return items?.[0];
  };
  const creators = async (item: CallHierarchyItem) =>
    (await client.connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item })) ?? [];
  const created = async (item: CallHierarchyItem) =>
    (await client.connection.sendRequest(CallHierarchyOutgoingCallsRequest.type, { item })) ?? [];
  const textOf = ({ name, detail }: CallHierarchyItem) => `${name} | ${detail}`;

  it('says who created the goroutines of a group, and what they created, with counts', async () => {
    const document = await client.openFixture(hubDebug2);
    const hub = (await prepare(document, 'node.(*Hub).Run in gorou|tine'))!;
    assert.equal(textOf(hub), '1 × select · Run ← main | ');
    assert.match(document.line(hub.range.start.line), /^goroutine 36 /);
    const [by, ...others] = await creators(hub);
    assert.deepEqual([textOf(by!.from), others], ['1 × WaitGroup.Wait · main | created 1 goroutine', []]);
    assert.deepEqual(await creators(by!.from), []);
    assert.deepEqual(
      (await created(by!.from)).map(({ to }) => textOf(to).replace(/^.*\|/, '')),
      [' 16 created by these', ...new Array<string>(4).fill(' 1 created by these')],
    );
    const subscribers = (await created(hub)).map(({ to, fromRanges }) => {
      for (const { start } of fromRanges) assert.match(document.line(start.line), /^goroutine /);
      return `${fromRanges.length} in ${to.detail}`;
    });
    assert.deepEqual(subscribers, ['13 in 13 created by these', '1 in 1 created by these']);
  });

  it('is that of a goroutine from each of its lines, and says who has ended', async () => {
    const document = await client.openFixture(hubDebug2);
    const dial = (await prepare(document, '(*persistConn).|readLoop('))!;
    const ended = await creators(dial);
    assert.deepEqual(
      ended.map(({ from }) => textOf(from)),
      ['http.(*Transport).dialConn | created 3 goroutines · has ended'],
    );
    assert.deepEqual([await creators(ended[0]!.from), await created(ended[0]!.from)], [[], []]);
    assert.equal(await prepare(document, '\n|\ngoroutine 36 ['), undefined);
  });

  it('of a deduplicated document is that of its dump', async () => {
    const { uri } = await client.openFixture(hubDebug2);
    const answer = await client.ask(dedupRequest, { uri });
    const dedup = await client.open(answer.text, dedupUri({ dump: uri }, 'x.dump'));
    const workers = (await prepare(dedup, 'created by example.com/lab/po|ol.New'))!;
    assert.equal(workers.uri, uri);
    assert.deepEqual(
      (await creators(workers)).map(({ from }) => textOf(from)),
      ['1 × WaitGroup.Wait · main | created 16 goroutines'],
    );
  });

  it('leads from a goroutine of a file that no editor shows to the others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'creators-'));
    const file = join(folder, 'x.dump');
    const all = largeDump();
    const id = goroutines + 1;
    const last = `goroutine ${id} [select]:\nmain.g()\n\t/lab/x.go:7 +0x1\ncreated by main.f1 in goroutine 2\n\t/lab/x.go:8 +0x1\n`;
    writeFileSync(file, `${all}\n${last}`);
    const dump = fileDumpUri(uriOf(file));
    await client.ask(openFileRequest, { uri: dump });
    const uri = fileGoroutineUri({ dump, line: all.split('\n').length, id });
    const document = await client.open(last, uri);
    const [by] = await creators((await prepare(document, 'main.|g'))!);
    assert.deepEqual([fileGoroutine(by!.from.uri)?.id, by!.from.detail], [2, 'created 1 goroutine']);
    const [back] = await created(by!.from);
    assert.deepEqual([back?.to.uri, back?.to.detail], [uri, '1 created by these']);
    rmSync(folder, { recursive: true });
  });
});
