import assert from 'node:assert/strict';
import {
  CodeLensRequest,
  DefinitionRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  type LocationLink,
} from 'vscode-languageserver-protocol/node';
import { groupAtRequest, groupsRequest, stackTextRequest, summaryRequest } from '../../src/protocol';
import { Client, type Document } from './client';

const goroutine = (id: number, name: string) => `goroutine ${id} [select]:\n${name}(0x1)\n\t/x.go:1 +0x1\n\n`;

describe('A document', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const ids = ({ uri }: Document) => client.idsOfGroups({ uri });

  it('is read again after each edit', async () => {
    const document = await client.open(goroutine(1, 'main.a') + goroutine(2, 'main.b'));
    assert.deepEqual(await ids(document), [[1], [2]]);
    const start = { line: 5, character: 'main.'.length };
    await document.edit({ start, end: { ...start, character: start.character + 1 } }, 'a');
    assert.deepEqual(await ids(document), [[1, 2]]);
    const end = { line: 8, character: 0 };
    await document.edit({ start: end, end }, goroutine(3, 'main.c'));
    assert.deepEqual(await ids(document), [[1, 2], [3]]);
    await document.edit({ start: { line: 0, character: 0 }, end: { line: 8, character: 0 } }, '');
    assert.deepEqual(await ids(document), [[3]]);
    await document.edit({ start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }, '');
    assert.deepEqual(await ids(document), []);
  });

  for (const [name, end] of [
    ['CRLF', '\r\n'],
    ['lone CR', '\r'],
    ['LF and CR in turn', '\n\r'],
  ] as const) {
    it(`with line ends of ${name} has the editor's lines and columns`, async () => {
      const text = (goroutine(1, 'main.main') + goroutine(7, 'main.work')).replaceAll('\n', end);
      const document = await client.open(text.replace('main.work(0x1)', 'main.work(0x1, 0xc000010000)'));
      assert.deepEqual(await ids(document), [[1], [7]]);
      const hover = await client.connection.sendRequest(HoverRequest.type, document.cursor('0xc0000|10000'));
      assert.equal(document.textIn(hover!.range!), '0xc000010000');
      const { line } = document.position('goroutine| 7');
      const place = await client.ask(groupAtRequest, { uri: document.uri, line });
      assert.deepEqual([place?.goroutine.id, place?.goroutine.line], [7, line]);
    });
  }

  it('with CRLF can be edited like any other', async () => {
    const document = await client.open(goroutine(1, 'main.a').replaceAll('\n', '\r\n'));
    const end = { line: 4, character: 0 };
    await document.edit({ start: end, end }, goroutine(2, 'main.a').replaceAll('\n', '\r\n'));
    assert.deepEqual(await ids(document), [[1, 2]]);
  });

  it('with lone surrogates keeps its columns, and its functions are found', async () => {
    const name = 'main.\ud835\udd4f\udfffx';
    const document = await client.open(goroutine(1, name) + goroutine(2, name));
    const hover = await client.connection.sendRequest(HoverRequest.type, document.cursor('mai|n.'));
    assert.deepEqual(hover!.range, {
      start: { line: 1, character: 0 },
      end: { line: 1, character: name.length },
    });
    assert.match(JSON.stringify(hover!.contents), /2 goroutines at this line, 2 in the function/);
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, {
      textDocument: document.textDocument,
    });
    // Of a dump without source, one lens leads from the first frame to where it was looked for.
    assert.ok(lenses!.some(({ command }) => command!.title === 'no source found for this dump'));
  });

  it('with characters beyond the BMP has UTF-16 columns', async () => {
    const document = await client.open(
      goroutine(1, 'main.𝒻𝓊𝓃') + 'created by main.𝒻𝓊𝓃 in goroutine 1\n\t/x.go:1\n',
    );
    const links = (await client.connection.sendRequest(
      DefinitionRequest.type,
      document.cursor('in goroutine| 1'),
    )) as LocationLink[];
    assert.equal(document.textIn(links[0]!.originSelectionRange!), 'goroutine 1');
  });

  it('is unknown after it is closed, and known again when it is opened with other text', async () => {
    const uri = 'file:///dumps/again.dump';
    const document = await client.open(goroutine(1, 'main.a'), uri);
    assert.deepEqual(await ids(document), [[1]]);
    await document.close();
    await assert.rejects(client.ask(summaryRequest, { uri }), /not an open document/);
    assert.deepEqual(
      await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument: document.textDocument }),
      [],
    );
    assert.deepEqual(await ids(await client.open(goroutine(2, 'main.a'), uri)), [[2]]);
  });

  it('that is unknown gets empty answers to requests that editors send on their own', async () => {
    const textDocument = { uri: 'file:///dumps/never-opened.dump' };
    const position = { line: 0, character: 0 };
    assert.equal(await client.connection.sendRequest(HoverRequest.type, { textDocument, position }), null);
    assert.deepEqual(await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument }), []);
  });

  for (const [name, text] of [
    ['is empty', ''],
    ['is one line of a megabyte', 'x'.repeat(1 << 20)],
    ['is a header of a megabyte', `goroutine 1 [${'x'.repeat(1 << 20)}]:`],
    ['is binary', String.fromCharCode(...Array.from({ length: 5000 }, (_, n) => (n * 7919) % 65536))],
    ['is a dump in its middle', '\t/x.go:1 +0x1\nmain.f(0x1)\n'],
  ] as const) {
    it(`that ${name} gets answers too`, async () => {
      const document = await client.open(text);
      const { uri, textDocument } = document;
      const { goroutines, problems } = await client.ask(summaryRequest, { uri });
      assert.ok(goroutines <= 1);
      assert.ok(goroutines > 0 || problems.length > 0);
      for (const character of [0, 14, 1000, 1 << 20]) {
        const hover = await client.connection.sendRequest(HoverRequest.type, {
          textDocument,
          position: { line: 0, character },
        });
        assert.ok(JSON.stringify(hover).length < 10_000);
      }
      const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
      assert.equal(symbols!.length, goroutines);
    });
  }

  it('with names of a megabyte has short titles', async () => {
    const name = `main.F[${'`a'.repeat(1 << 19)}]`;
    const document = await client.open(
      `goroutine 1 [select]:\n${name}(0x1)\n\t/${'x'.repeat(1 << 20)}.go:1\n`,
    );
    const { textDocument } = document;
    for (const position of [
      { line: 1, character: 3 },
      { line: 2, character: 3 },
    ]) {
      const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument, position });
      assert.match(JSON.stringify(hover), /1 goroutine at this line/);
      assert.ok(JSON.stringify(hover!.contents).length < 10_000);
    }
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    assert.ok(symbols![0]!.name.length < 1000);
  });

  it('is copied line by line, with any line ends', async () => {
    const document = await client.open(goroutine(1, 'main.a').replaceAll('\n', '\r\n'));
    const { uri } = document;
    const [group] = (await client.ask(groupsRequest, { uri })).groups;
    const text = await client.ask(stackTextRequest, { uri, groupId: group!.id });
    assert.equal(text, goroutine(1, 'main.a').trimEnd() + '\n');
  });
});
