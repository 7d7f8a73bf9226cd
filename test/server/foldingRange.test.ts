import assert from 'node:assert/strict';
import { FoldingRangeRequest } from 'vscode-languageserver-protocol/node';
import { fixtureText } from '../fixtures';
import { duplicatesRequest } from '../../src/protocol';
import { Client, type Document, hubDebug2 } from './client';

async function ranges(client: Client, document: Document) {
  const { textDocument } = document;
  const found = (await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument })) ?? [];
  return found.map(({ startLine, endLine }) => [startLine, endLine]);
}

describe('Folding', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  it('hides a goroutine below its header, and leaves the blank line after it', async () => {
    const document = await client.open(
      'goroutine 7 [select]:\nmain.f()\n\t/x.go:1\n\ngoroutine 8 [select]:\n\n' +
        'goroutine 9 [select]:\nmain.f()\n\t/x.go:1\n',
    );
    assert.deepEqual(await ranges(client, document), [
      [0, 2],
      [6, 8],
    ]);
  });

  it('is there for each goroutine of a real dump', async () => {
    const document = await client.openFixture(hubDebug2);
    const found = await ranges(client, document);
    assert.equal(found.length, 1492);
    assert.ok(found.every(([start, end]) => document.line(start!).startsWith('goroutine ') && end! > start!));
  });

  it('also hides each dump of a text with several', async () => {
    const document = await client.open(fixtureText('samples/three-dumps-in-one-log.txt'));
    const found = await ranges(client, document);
    const [first, second, third] = found;
    assert.ok(first![1]! < second![0]! && second![1]! < third![0]!);
    assert.ok(found.some(([start, end]) => start! > second![0]! && end! <= second![1]!));
  });

  it('hides a dump below its title or preamble, but not the title of another dump', async () => {
    const one = (id: number) => `goroutine ${id} [select]:\nmain.f()\n\t/x.go:1\n\n`;
    const titled = await client.open(`==> a <==\n${one(1)}==> b <==\n\npanic: boom\n\n${one(1)}\n\n`);
    assert.deepEqual(await ranges(client, titled), [
      [0, 3],
      [5, 11],
      [1, 3],
      [9, 11],
    ]);
    const untitled = await client.open(one(1) + one(2) + one(1));
    assert.deepEqual(await ranges(client, untitled), [
      [0, 2],
      [4, 6],
      [8, 10],
    ]);
  });
});

describe('Goroutines with the stack of an earlier one', () => {
  const goroutine = (id: number, name: string) => `goroutine ${id} [select]:\nmain.${name}()\n\t/x.go:1\n`;
  const text = ['f', 'g', 'f', 'h', 'g', 'f'].map((name, n) => goroutine(n + 1, name)).join('\n');

  it('are listed by the first one, with the lines to fold', async () => {
    const client = await Client.start();
    const { uri } = await client.open(text);
    assert.deepEqual(await client.ask(duplicatesRequest, { uri }), {
      copies: [
        { of: 1, count: 3, lines: [8, 20] },
        { of: 2, count: 2, lines: [16] },
      ],
      leftOut: 0,
    });
    await client.stop();
  });

  it('are left out if the editor does not fold them', async () => {
    const capabilities = { textDocument: { foldingRange: { rangeLimit: 4 } } };
    const client = await Client.start({ capabilities });
    const { uri } = await client.open(text);
    const { copies, leftOut } = await client.ask(duplicatesRequest, { uri });
    assert.deepEqual([copies.map(({ lines }) => lines), leftOut], [[[8], []], 2]);
    await client.stop();
  });
});

describe('Folding, for an editor with a range limit,', () => {
  it('respects the limit', async () => {
    const capabilities = { textDocument: { foldingRange: { rangeLimit: 100 } } };
    const client = await Client.start({ capabilities });
    const document = await client.openFixture(hubDebug2);
    assert.equal((await ranges(client, document)).length, 100);
    await client.stop();
  });
});
