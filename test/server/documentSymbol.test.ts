import assert from 'node:assert/strict';
import {
  type DocumentSymbol,
  DocumentSymbolRequest,
  type SymbolInformation,
} from 'vscode-languageserver-protocol/node';
import { Client, type Document, hubDebug2 } from './client';

async function symbols(client: Client, document: Document) {
  const { textDocument } = document;
  return (await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument })) ?? [];
}

describe('The outline', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const outline = async (document: Document) => (await symbols(client, document)) as DocumentSymbol[];

  const goroutine = (id: number, name: string, state = 'select') =>
    `goroutine ${id} [${state}]:\nmain.${name}()\n\t/x.go:1\n`;

  it('has the goroutines, in the order of the text, with what is known of each', async () => {
    const document = await client.openFixture(hubDebug2);
    const found = await outline(document);
    assert.equal(found.length, 1492);
    assert.deepEqual(
      found.slice(17, 20).map(({ name, detail }) => [name, detail]),
      [
        ['goroutine 33: node.(*Hub).deliver', 'sync.RWMutex.RLock, 2 min, one of 16 with this stack'],
        ['goroutine 34: main.collectGarbage', 'sleep'],
        ['goroutine 35: main.main.func1', 'IO wait'],
      ],
    );
  });

  it('has the lines of each goroutine, and selects its header', async () => {
    const document = await client.openFixture(hubDebug2);
    const worker = (await outline(document)).find(({ name }) => name.startsWith('goroutine 18:'))!;
    assert.equal(worker.name, 'goroutine 18: node.(*Hub).deliver');
    assert.equal(worker.detail, 'sync.RWMutex.RLock, 2 min, one of 16 with this stack');
    assert.equal(document.textIn(worker.selectionRange), 'goroutine 18 [sync.RWMutex.RLock, 2 minutes]:');
    assert.deepEqual(worker.range.start, worker.selectionRange.start);
    assert.match(document.line(worker.range.end.line), /\/pool\.go:15 /);
    assert.equal(worker.children, undefined);
  });

  it('has one symbol for each line of a goroutine, wherever other goroutines with its stack are', async () => {
    const names = ['often', 'often', 'twice', 'once', 'twice'];
    const document = await client.open(names.map((name, n) => goroutine(n, name)).join('\n'));
    assert.deepEqual(
      (await outline(document)).map(({ name, range }) => [name, range.start.line, range.end.line]),
      [
        ['goroutine 0: main.often', 0, 2],
        ['goroutine 1: main.often', 4, 6],
        ['goroutine 2: main.twice', 8, 10],
        ['goroutine 3: main.once', 12, 14],
        ['goroutine 4: main.twice', 16, 18],
      ],
    );
  });

  it('has at most 5,000 goroutines, among them one with each stack, and says how many it leaves out', async () => {
    const many = Array.from({ length: 6000 }, (_, n) => goroutine(n + 1, 'many'));
    const document = await client.open([...many, goroutine(6001, 'rare')].join('\n'));
    const found = await outline(document);
    assert.equal(found.length, 5001);
    assert.deepEqual(
      found.slice(-3).map(({ name, detail }) => [name, detail]),
      [
        ['goroutine 4999: main.many', 'select, one of 6,000 with this stack'],
        ['goroutine 6001: main.rare', 'select'],
        ['1,001 goroutines left out', 'the outline has at most 5,000'],
      ],
    );
  });

  it('has goroutines below their dump if the text has several', async () => {
    const document = await client.open(
      `==> web-1 <==\n${goroutine(1, 'f')}\n==> web-2 <==\n${goroutine(1, 'f')}\n${goroutine(2, 'f')}`,
    );
    assert.deepEqual(
      (await outline(document)).map(({ name, detail, range, children }) => ({
        dump: [name, detail, range.start.line, range.end.line],
        goroutines: children!.map(({ name, range }) => [name, range.start.line]),
      })),
      [
        { dump: ['web-1', '1 goroutine', 0, 3], goroutines: [['goroutine 1: main.f', 1]] },
        {
          dump: ['web-2', '2 goroutines', 5, 12],
          goroutines: [
            ['goroutine 1: main.f', 6],
            ['goroutine 2: main.f', 10],
          ],
        },
      ],
    );
  });

  it('counts the goroutines of an entry of a profile, which has no id', async () => {
    const document = await client.open(
      'goroutine profile: total 21\n20 @ 0x1\n#\t0x1\tmain.f+0x1\t/x.go:1\n\n1 @ 0x2\n#\t0x2\tmain.g+0x1\t/x.go:2\n',
    );
    assert.deepEqual(
      (await outline(document)).map(({ name, detail }) => [name, detail]),
      [
        ['20 × main.f', ''],
        ['main.g', ''],
      ],
    );
  });

  it('names the function of a logger’s stack, which has no id', async () => {
    const stack = 'main.f\n\t/lab/x.go:7\nmain.main\n\t/lab/x.go:3\n';
    const found = await outline(await client.open(`ERROR one\n${stack}\nERROR two\n${stack}`));
    assert.deepEqual(
      found.map(({ name, detail }) => [name, detail]),
      [
        ['main.f', 'one of 2 with this stack'],
        ['main.f', 'one of 2 with this stack'],
      ],
    );
  });

  it('names every symbol, because editors reject a blank name', async () => {
    const document = await client.open(
      'goroutine 1 [select]:\nexample.com/(0x1)\n\t/x.go:1\n\n' +
        'goroutine 2 [select]:\nexample.com/ (0x1)\n\t/x.go:1\n\n' +
        'goroutine 3 [select]:\n\u00a0(0x1)\n\t/x.go:1\n\ngoroutine 4 [select]:\n\n',
    );
    const found = await outline(document);
    assert.equal(found.length, 4);
    for (const { name } of found) assert.match(name, /\S/);
  });
});

describe('The outline, for an editor without hierarchical symbols,', () => {
  it('is a list of locations, which name the dump that contains them', async () => {
    const client = await Client.start({ capabilities: {} });
    const text = 'goroutine 1 [select]:\nmain.f()\n\t/x.go:1\n';
    const document = await client.open(`==> web-1 <==\n${text}\n==> web-2 <==\n${text}`);
    const flat = (await symbols(client, document)) as SymbolInformation[];
    assert.deepEqual(
      flat.map(({ name, containerName, location }) => [name, containerName, location.range.start.line]),
      [
        ['web-1', undefined, 0],
        ['goroutine 1: main.f', 'web-1', 1],
        ['web-2', undefined, 5],
        ['goroutine 1: main.f', 'web-2', 6],
      ],
    );
    assert.ok(flat.every(({ location }) => location.uri === document.uri));
    await client.stop();
  });
});
