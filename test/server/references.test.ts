import assert from 'node:assert/strict';
import { DocumentHighlightRequest, ReferencesRequest } from 'vscode-languageserver-protocol/node';
import { Client, type Document, hubDebug2 } from './client';

describe('References and highlights', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const references = async (document: Document, marked: string, after?: string) => {
    const params = { ...document.cursor(marked, after), context: { includeDeclaration: true } };
    const locations = (await client.connection.sendRequest(ReferencesRequest.type, params)) ?? [];
    assert.ok(locations.every(({ uri }) => uri === document.uri));
    return locations.map(({ range }) => range);
  };
  const highlights = async (document: Document, marked: string, after?: string) => {
    const params = document.cursor(marked, after);
    const found = (await client.connection.sendRequest(DocumentHighlightRequest.type, params)) ?? [];
    return found.map(({ range }) => range);
  };

  it('of a function are its frames in all goroutines, at any line', async () => {
    const document = await client.openFixture(hubDebug2);
    const ranges = await references(document, 'broadcast|ToStream(0x');
    assert.equal(ranges.length, 14); // 13 at line 90, one at line 94
    for (const range of ranges) {
      assert.equal(document.textIn(range), 'example.com/lab/node.(*Hub).broadcastToStream');
    }
  });

  it('of a function include the goroutines that it has created', async () => {
    const document = await client.openFixture(hubDebug2);
    const ranges = await references(document, 'example.com/lab/pool.N|ew');
    assert.equal(ranges.length, 16); // the workers
    assert.ok(ranges.every((range) => document.textIn(range) === 'example.com/lab/pool.New'));
  });

  it('of a file and line are the goroutines at that line', async () => {
    const document = await client.openFixture(hubDebug2);
    const counts = {
      'hub.go:70|': 821,
      'hub.go:90|': 13,
      'hub.go:94|': 1,
      'hub.go:101|': 16,
      'hub.go:60|': 24,
    };
    for (const [place, count] of Object.entries(counts)) {
      const ranges = await references(document, place);
      assert.equal(ranges.length, count, place);
      assert.ok(ranges.every((range) => document.textIn(range).endsWith(`/node/${place.replace('|', '')}`)));
    }
  });

  it('of an address are its uses and not those of longer ones', async () => {
    const document = await client.open(
      'goroutine 7 [select]:\nmain.f(0xc000010000, {0xc000010000?, 0xc0000100008})\n\t/x.go:1\n\n' +
        'goroutine 8 [select]:\nmain.g(0xc000010000)\n\t/x.go:1\n',
    );
    const at = (line: number, character: number) => ({
      start: { line, character },
      end: { line, character: character + '0xc000010000'.length },
    });
    const expected = [at(1, 7), at(1, 22), at(5, 7)];
    assert.deepEqual(await references(document, '0xc0000|10000)'), expected);
    assert.deepEqual(await highlights(document, '0xc0000|10000)'), expected);
  });

  it('are found in the stacks of ancestors, too', async () => {
    const document = await client.open(
      'goroutine 7 [select]:\nmain.f(0x1)\n\t/x.go:1\ncreated by main.main\n\t/x.go:9\n' +
        '[originating from goroutine 1]:\nmain.main(...)\n\t/x.go:9\ncreated by main.main.func1\n\t/x.go:9\n',
    );
    const lines = (ranges: readonly { start: { line: number } }[]) => ranges.map(({ start }) => start.line);
    assert.deepEqual(lines(await references(document, 'created by main.m|ain')), [3, 6]);
    assert.deepEqual(lines(await references(document, 'x.go:9|')), [4, 7, 9]);
  });

  it('of the runtime are limited to the beginning, because they are everywhere', async () => {
    const document = await client.openFixture(hubDebug2);
    assert.equal((await references(document, 'Session).readL|oop')).length, 1421); // 821 and 600
    assert.equal((await highlights(document, 'Session).readL|oop')).length, 500);
  });

  it('of anything else are empty', async () => {
    const document = await client.openFixture(hubDebug2);
    for (const marked of ['gorou|tine 1 [', 'goroutine |1 [', 'sync.Wait|Group.Wait, 2']) {
      assert.deepEqual(await references(document, marked), []);
      assert.deepEqual(await highlights(document, marked), []);
    }
  });
});
