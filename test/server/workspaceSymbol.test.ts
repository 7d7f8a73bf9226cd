import assert from 'node:assert/strict';
import { type SymbolInformation, WorkspaceSymbolRequest } from 'vscode-languageserver-protocol/node';
import { dedupRequest, dedupUri } from '../../src/protocol';
import { Client, hubDebug2 } from './client';
import { nonEmpty } from '../nonEmpty';

describe('Workspace symbols', () => {
  let client: Client;
  beforeEach(async () => {
    client = await Client.start();
  });
  afterEach(() => client.stop());

  const symbols = async (query: string) =>
    (await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query })) as SymbolInformation[];

  it('are the functions of a dump as soon as it is open', async () => {
    const document = await client.openFixture(hubDebug2);
    const found = await symbols('node.hubbroadcasttostream');
    assert.deepEqual(
      new Set(found.map(({ name }) => name)),
      new Set(['node.(*Hub).broadcastToStream', 'node.(*Hub).broadcastToStream.func1']),
    );
    for (const { location, containerName } of nonEmpty(found, 'symbols')) {
      assert.equal(location.uri, document.uri);
      assert.equal(document.textIn(location.range), containerName);
    }
  });

  it('are found by letters in their order, in any case', async () => {
    await client.openFixture(hubDebug2);
    const names = async (query: string) => (await symbols(query)).map(({ name }) => name);
    assert.deepEqual(await names('LABSUBSESSION'), ['node.(*Hub).subscribeSession']);
    assert.deepEqual(await names('noisses'), []);
    const functions = (await symbols('')).map(({ containerName }) => containerName);
    assert.equal(new Set(functions).size, functions.length);
    const all = await names('');
    assert.ok(all.includes('pool.(*Pool).Schedule') && all.includes('http.(*conn).serve'));
  });

  it('are those of all open dumps, and not of closed ones', async () => {
    const one = await client.open('goroutine 7 [select]:\nmain.fish()\n\t/x.go:1\n');
    const other = await client.open('goroutine 7 [select]:\nmain.fish()\n\t/x.go:1\n');
    const uris = async () => (await symbols('fish')).map(({ location }) => location.uri);
    assert.deepEqual(await uris(), [one.uri, other.uri]);
    await one.close();
    assert.deepEqual(await uris(), [other.uri]);
  });

  it('of a deduplicated dump are those of the dump itself, while that is open', async () => {
    const dump = await client.open('goroutine 7 [select]:\nmain.fish()\n\t/x.go:1\n');
    const { text } = await client.ask(dedupRequest, { uri: dump.uri });
    const dedup = await client.open(text, dedupUri({ dump: dump.uri }, 'x.dump'));
    const uris = async () => (await symbols('fish')).map(({ location }) => location.uri);
    assert.deepEqual(await uris(), [dump.uri]);
    await dump.close();
    assert.deepEqual(await uris(), [dedup.uri]);
  });
});
