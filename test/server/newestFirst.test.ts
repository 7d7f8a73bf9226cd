import assert from 'node:assert/strict';
import {
  CodeLensRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
} from 'vscode-languageserver-protocol/node';
import {
  duplicatesRequest,
  findGoroutineRequest,
  frameLineRequest,
  groupAtRequest,
  stepRequest,
  summaryRequest,
} from '../../src/protocol';
import { Client, type Document } from './client';

const stack = 'main.run(0x1)\n\t/x/run.go:20 +0x1\ncreated by main.main in goroutine 1\n\t/x/main.go:7 +0x1';
const dump = `panic: boom

goroutine 1 [running]:
main.main()
\t/x/main.go:9 +0x1

goroutine 7 [select]:
${stack}

goroutine 8 [select]:
${stack}`;
const first = { 1: 2, 7: 6, 8: 12 } as const;
const last = { 1: 4, 7: 10, 8: 16 } as const;
const ids = [1, 7, 8] as const;

const time = (n: number) => `2026-11-24T10:00:${String(n).padStart(2, '0')}Z`;
/** How a line is written, by the form of the export. */
const forms: Readonly<Record<string, (line: string, n: number) => string>> = {
  'plain lines': (line) => line,
  'lines with time stamps': (line, n) => `${time(n)} ${line}`,
  'JSON lines': (line, n) => JSON.stringify({ time: time(n), message: line }),
};

describe('A dump whose newest line comes first', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  for (const [form, write] of Object.entries(forms)) {
    describe(`in ${form}`, () => {
      const lines = dump.split('\n').map(write).reverse();
      /** The line of the document for one of the dump. */
      const at = (line: number) => lines.length - 1 - line;
      let document: Document;
      before(async () => {
        document = await client.open(`${lines.join('\n')}\n`);
      });
      const params = () => ({ textDocument: document.textDocument });

      it('has the lenses of a group at the header of its first goroutine', async () => {
        const lenses = await client.connection.sendRequest(CodeLensRequest.type, params());
        const found = (lenses ?? []).flatMap(({ range, command }) =>
          command?.title.includes('this stack') ? [[range.start.line, command.title]] : [],
        );
        assert.deepEqual(found, [
          [at(first[7]), '2 goroutines with this stack'],
          [at(first[1]), 'the only one with this stack'],
        ]);
      });

      it('has links at its file lines', async () => {
        const links = (await client.connection.sendRequest(DocumentLinkRequest.type, params())) ?? [];
        const found = links.map(({ range }) => [range.start.line, document.textIn(range)]);
        found.sort(([one], [other]) => Number(other) - Number(one));
        assert.deepEqual(found, [
          [at(4), '/x/main.go:9'],
          [at(8), '/x/run.go:20'],
          [at(10), '/x/main.go:7'],
          [at(14), '/x/run.go:20'],
          [at(16), '/x/main.go:7'],
        ]);
      });

      it('folds each goroutine, and its copies where they begin in the document', async () => {
        const ranges = (await client.connection.sendRequest(FoldingRangeRequest.type, params())) ?? [];
        assert.deepEqual(
          ranges.map(({ startLine, endLine }) => [startLine, endLine]),
          ids.map((id) => [at(last[id]), at(first[id])]),
        );
        const { copies } = await client.ask(duplicatesRequest, { uri: document.uri });
        assert.deepEqual(copies, [{ of: 7, count: 2, lines: [at(last[8])] }]);
      });

      it('has a symbol for each goroutine, which contains its lines', async () => {
        const symbols = (await client.connection.sendRequest(DocumentSymbolRequest.type, params())) ?? [];
        const found = symbols.map((symbol) => {
          assert.ok('range' in symbol);
          return [symbol.range.start.line, symbol.selectionRange.start.line, symbol.range.end.line];
        });
        assert.deepEqual(
          found,
          ids.map((id) => [at(last[id]), at(first[id]), at(first[id])]),
        );
      });

      it('has a goroutine at each of its lines', async () => {
        const { uri } = document;
        for (const id of ids) {
          for (let line = first[id]; line <= last[id]; line++) {
            const found = await client.ask(groupAtRequest, { uri, line: at(line) });
            assert.deepEqual([found?.goroutine.id, found?.goroutine.line], [id, at(first[id])], String(line));
          }
        }
        // A blank line has no byte in JSON, and belongs to what is beside it.
        for (const line of form === 'JSON lines' ? [0] : [0, 5, 11]) {
          assert.equal(await client.ask(groupAtRequest, { uri, line: at(line) }), null, String(line));
        }
      });

      it('leads from its goroutines to their headers, and to the next and the previous one', async () => {
        const { uri } = document;
        const { goroutines } = await client.ask(findGoroutineRequest, { uri, digits: '', limit: 9 });
        assert.deepEqual(
          goroutines.map(({ id, line }) => [id, line]),
          ids.map((id) => [id, at(first[id])]),
        );
        for (const line of [6, 8, 10]) {
          for (const step of ['nextGoroutine', 'previousGoroutine'] as const) {
            const other = await client.ask(stepRequest, { uri, line: at(line), step });
            assert.deepEqual([other?.id, other?.line], [8, at(first[8])]);
          }
          const group = await client.ask(stepRequest, { uri, line: at(line), step: 'nextGroup' });
          assert.deepEqual([group?.id, group?.line], [1, at(first[1])]);
        }
      });

      it('leads to the lines of its frames and of its title', async () => {
        const { uri } = document;
        const frame = { function: 'main.run', file: '/x/run.go', line: 20 };
        const found = await client.ask(frameLineRequest, { uri, line: at(first[8]), frame });
        assert.equal(found?.line, at(13));
        const { sections } = await client.ask(summaryRequest, { uri });
        assert.deepEqual(
          sections.map(({ title, line }) => [title, line]),
          [['panic: boom', at(0)]],
        );
      });

      it('has a hover at the id of a goroutine', async () => {
        const hover = await client.connection.sendRequest(
          HoverRequest.type,
          document.cursor('goroutine |8 ['),
        );
        assert.ok(hover?.range !== undefined);
        assert.equal(document.textIn(hover.range), 'goroutine 8');
        assert.equal(hover.range.start.line, at(first[8]));
      });
    });
  }

  it('has problems with valid lines', async () => {
    const damaged = dump.replace('\t/x/run.go:20 +0x1\n', 'something else\nand more\n\t/x/run.go:20 +0x1\n');
    const { uri } = await client.open(damaged.split('\n').reverse().join('\n'));
    const { problems } = await client.ask(summaryRequest, { uri });
    const count = damaged.split('\n').length;
    assert.deepEqual(
      problems.map(({ line, endLine }) => [line, endLine]),
      [[count - 1 - 9, count - 8]],
    );
  });
});
