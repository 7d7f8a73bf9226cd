import assert from 'node:assert/strict';
import { DefinitionRequest, type LocationLink } from 'vscode-languageserver-protocol/node';
import { dedupUri, dedupRequest } from '../../src/protocol';
import { Client, type Document, hubDebug2, hubSigquit, hubTrimpath, uriOf } from './client';
import { lab, Machine } from './machine';

const hubGo = uriOf(lab, 'node/hub.go');

describe('Go to definition', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  /** The targets of the definition at the cursor: uri and one-based line. */
  const definition = async (document: Document, marked: string, after?: string) => {
    const links = await client.connection.sendRequest(DefinitionRequest.type, document.cursor(marked, after));
    return (links as LocationLink[]).map((link) => [
      link.targetUri,
      link.targetSelectionRange.start.line + 1,
    ]);
  };

  for (const dump of [hubSigquit, hubDebug2, hubTrimpath]) {
    it(`leads from a frame of ${dump} to the line to blame, though the path is another machine's`, async () => {
      const document = await client.openFixture(dump);
      const expected = [[hubGo, 94]];
      assert.deepEqual(await definition(document, 'node/hub.g|o:94'), expected);
      assert.deepEqual(await definition(document, 'broadcastTo|Stream(0x', '(*Pool).Schedule'), expected);
    });
  }

  it('leads from a created-by frame to the go statement', async () => {
    const document = await client.openFixture(hubDebug2);
    const expected = [[hubGo, 44]];
    assert.deepEqual(await definition(document, '(*Hub).R|un in goroutine 36'), expected);
    assert.deepEqual(await definition(document, 'hub.go:44|', 'Run in goroutine 36'), expected);
  });

  it('leads from `in goroutine N` to the header of that goroutine', async () => {
    const document = await client.openFixture(hubDebug2);
    const [[uri, line]] = (await definition(document, 'in gorou|tine 36')) as [[string, number]];
    assert.equal(uri, document.uri);
    assert.match(document.line(line - 1), /^goroutine 36 \[/);
  });

  it('leads nowhere from a creator that is not in the dump', async () => {
    const document = await client.open(
      'goroutine 7 [select]:\nmain.f()\n\t/x.go:1\ncreated by main.main in goroutine 5\n\t/x.go:2\n',
    );
    assert.deepEqual(await definition(document, 'in gorou|tine 5'), []);
  });

  it('leads from an address to its other uses', async () => {
    const document = await client.open(
      'goroutine 7 [select]:\nmain.f(0xc000010000)\n\t/x.go:1\n\n' +
        'goroutine 8 [select]:\nmain.f(0xc0000100008, {0xc000010000?, 0x1})\n\t/x.go:1\n',
    );
    assert.deepEqual(await definition(document, '0xc0000|10000)'), [[document.uri, 6]]);
  });

  it('leads into GOROOT and the module cache of this machine', async () => {
    const document = await client.openFixture(hubDebug2);
    const { goroot, moduleCache } = client.machine;
    assert.deepEqual(await definition(document, 'waitgroup.go|:206'), [
      [uriOf(goroot, 'src/sync/waitgroup.go'), 206],
    ]);
    assert.deepEqual(await definition(document, 'errgroup.go|:56'), [
      [uriOf(moduleCache, 'golang.org/x/sync@v0.7.0/errgroup/errgroup.go'), 56],
    ]);
  });

  it('leads nowhere from a header, a blank line, or beyond the text', async () => {
    const document = await client.openFixture(hubDebug2);
    assert.deepEqual(await definition(document, '[runn|ing]'), []);
    for (const position of [
      { line: 21, character: 0 },
      { line: 1e6, character: 1e6 },
    ]) {
      const { textDocument } = document;
      const links = await client.connection.sendRequest(DefinitionRequest.type, { textDocument, position });
      assert.deepEqual(links, []);
    }
  });

  it("leads from the ids of a deduplicated dump to the dump's goroutines", async () => {
    const dump = await client.openFixture(hubDebug2);
    const { text } = await client.ask(dedupRequest, { uri: dump.uri });
    const dedup = await client.open(text, dedupUri({ dump: dump.uri }, 'hub.dump'));
    const [[uri, line]] = (await definition(dedup, '1|9,', '16 times')) as [[string, number]];
    assert.equal(uri, dump.uri);
    assert.match(dump.line(line - 1), /^goroutine 19 \[/);
  });
});

describe('Go to definition, with stale source,', () => {
  it('leads to the function that the frame names', async () => {
    const machine = new Machine();
    const copy = machine.driftedLab(40);
    const client = await Client.start({ machine, folders: [copy] });
    const document = await client.openFixture(hubSigquit);
    const links = await client.connection.sendRequest(
      DefinitionRequest.type,
      document.cursor('node/hub.g|o:94'),
    );
    const [{ targetUri, targetRange }] = links as [LocationLink];
    assert.equal(targetUri, uriOf(copy, 'node/hub.go'));
    assert.equal(targetRange.start.line + 1, 89 + 40);
    await client.stop();
  });
});

describe('Go to definition, for an editor without links,', () => {
  it('leads to plain locations', async () => {
    const client = await Client.start({ capabilities: {} });
    const document = await client.openFixture(hubDebug2);
    const locations = await client.connection.sendRequest(
      DefinitionRequest.type,
      document.cursor('node/hub.g|o:94'),
    );
    const start = { line: 93, character: 0 };
    assert.deepEqual(locations, [{ uri: hubGo, range: { start, end: start } }]);
    await client.stop();
  });
});
