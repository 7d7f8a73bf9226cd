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

  it('has the groups, largest first, with their states and waits', async () => {
    const document = await client.openFixture(hubDebug2);
    const groups = await outline(document);
    assert.equal(groups.length, 18);
    assert.deepEqual(
      groups.slice(0, 5).map(({ name, detail }) => [name, detail]),
      [
        ['820 × node.(*Hub).subscribeSession', 'sync.Mutex.Lock, up to 2 min'],
        ['600 × node.(*Session).readLoop', 'chan receive, 2 min'],
        ['24 × node.(*Hub).Broadcast', 'chan send, 2 min'],
        ['16 × node.(*Hub).deliver', 'sync.RWMutex.RLock, 2 min'],
        ['13 × node.(*Hub).broadcastToStream', 'sync.RWMutex.RLock, 2 min'],
      ],
    );
    assert.ok(
      groups.some(({ name, detail }) => name === 'pool.(*Pool).Schedule' && detail === 'chan send, 2 min'),
    );
  });

  it('has the goroutines of each group below it', async () => {
    const document = await client.openFixture(hubDebug2);
    const workers = (await outline(document))[3]!;
    assert.equal(workers.children!.length, 16);
    const first = workers.children![0]!;
    assert.equal(first.name, 'goroutine 18');
    assert.equal(first.detail, 'sync.RWMutex.RLock');
    assert.equal(document.textIn(first.selectionRange), 'goroutine 18 [sync.RWMutex.RLock, 2 minutes]:');
    assert.match(document.line(first.range.end.line), /\/pool\.go:15 /);
    assert.deepEqual(workers.selectionRange, first.selectionRange);
  });

  it('has group ranges without the goroutines that are left out', async () => {
    const goroutines = Array.from(
      { length: 300 },
      (_, n) => `goroutine ${n + 1} [select]:\nmain.f()\n\t/x.go:1\n`,
    );
    const [group] = await outline(await client.open(goroutines.join('\n')));
    assert.equal(group!.children!.length, 200);
    assert.equal(group!.range.end.line, group!.children!.at(-1)!.range.end.line);
  });

  it('has the goroutines inside their group, where they are adjacent', async () => {
    const goroutine = (id: number, name: string) => `goroutine ${id} [select]:\nmain.${name}()\n\t/x.go:1\n`;
    const names = ['together', 'together', 'apart', 'alone', 'apart'];
    const document = await client.open(names.map((name, n) => goroutine(n, name)).join('\n'));
    const lines = (await outline(document)).map(({ name, range }) => [
      name,
      range.start.line,
      range.end.line,
    ]);
    assert.deepEqual(lines, [
      ['2 × main.together', 0, 6],
      ['2 × main.apart', 8, 10], // only the first: another group is between them
      ['main.alone', 12, 14],
    ]);
  });

  it('does not repeat a goroutine that is alone in its group', async () => {
    const document = await client.open('goroutine 7 [select]:\nmain.f()\n\t/x.go:1\n');
    const [only] = await outline(document);
    assert.equal(only!.name, 'main.f');
    assert.deepEqual(only!.children, []);
  });

  it('names a stack of a logger “stack”, because it has no id', async () => {
    const stack = 'main.f\n\t/lab/x.go:7\nmain.main\n\t/lab/x.go:3\n';
    const [only] = await outline(await client.open(`ERROR one\n${stack}\nERROR two\n${stack}`));
    assert.equal(only!.name, '2 × main.f');
    assert.deepEqual(
      only!.children!.map(({ name }) => name),
      ['stack', 'stack'],
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
  it('is a list of locations', async () => {
    const client = await Client.start({ capabilities: {} });
    const document = await client.openFixture(hubDebug2);
    const flat = (await symbols(client, document)) as SymbolInformation[];
    const worker = flat.find(({ name }) => name === 'goroutine 19')!;
    assert.equal(worker.containerName, '16 × node.(*Hub).deliver');
    assert.equal(worker.location.uri, document.uri);
    assert.match(document.line(worker.location.range.start.line), /^goroutine 19 /);
    assert.ok(flat.some(({ name }) => name === '16 × node.(*Hub).deliver'));
    await client.stop();
  });
});
