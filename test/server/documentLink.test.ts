import assert from 'node:assert/strict';
import {
  type DocumentLink,
  DocumentLinkRequest,
  DocumentLinkResolveRequest,
} from 'vscode-languageserver-protocol/node';
import { Client, type Document, hubDebug2, hubTrimpath, uriOf } from './client';
import { lab } from './machine';

describe('Document links', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const links = async (document: Document): Promise<DocumentLink[]> => {
    const { textDocument } = document;
    return (await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument })) ?? [];
  };
  /** The target of the first link on the text. */
  const target = async (document: Document, text: string) => {
    const link = (await links(document)).find(({ range }) => document.textIn(range).endsWith(text))!;
    return (await client.connection.sendRequest(DocumentLinkResolveRequest.type, link)).target;
  };

  it('are on the path and line of each frame, and have no target yet', async () => {
    const document = await client.open(
      'goroutine 7 [select]:\nmain.f(0x1)\n\t/my folder/x.go:1 +0x3\ncreated by main.main\n\t/x.go:9 +0x1\n' +
        '\ngoroutine 8 [select]:\nmain.f(0x2)\n\t/my folder/x.go:1 +0x3\n',
    );
    const found = await links(document);
    assert.deepEqual(
      found.map(({ range }) => document.textIn(range)),
      ['/my folder/x.go:1', '/x.go:9', '/my folder/x.go:1'],
    );
    assert.ok(found.every((link) => link.target === undefined));
  });

  for (const dump of [hubDebug2, hubTrimpath]) {
    it(`of ${dump} lead to the lines of the workspace`, async () => {
      const document = await client.openFixture(dump);
      assert.equal(await target(document, 'node/hub.go:94'), `${uriOf(lab, 'node/hub.go')}#94`);
      assert.equal(await target(document, 'cmd/hub/main.go:60'), `${uriOf(lab, 'cmd/hub/main.go')}#60`);
    });

    it(`of ${dump} lead into GOROOT and the module cache`, async () => {
      const document = await client.openFixture(dump);
      const { goroot, moduleCache } = client.machine;
      assert.equal(
        await target(document, 'net/http/server.go:2067'),
        `${uriOf(goroot, 'src/net/http/server.go')}#2067`,
      );
      assert.equal(
        await target(document, 'errgroup.go:56'),
        `${uriOf(moduleCache, 'golang.org/x/sync@v0.7.0/errgroup/errgroup.go')}#56`,
      );
    });
  }

  it('stay without a target where there is no source', async () => {
    const document = await client.open('goroutine 7 [select]:\nmain.f(0x1)\n\t/nowhere/missing.go:1 +0x3\n');
    assert.equal(await target(document, 'missing.go:1'), undefined);
  });

  it('that are not from here stay as they are', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    assert.deepEqual(await client.connection.sendRequest(DocumentLinkResolveRequest.type, { range }), {
      range,
    });
  });

  it('are many in a long dump, but not more than an editor can take; each group has its own', async () => {
    const document = await client.openFixture(hubDebug2);
    const found = await links(document);
    assert.equal(found.length, 5000);
    assert.ok(found.some(({ range }) => document.textIn(range).endsWith('hub.go:94')));
    assert.equal(new Set(found.map(({ range }) => range.start.line)).size, 5000);
  });
});
