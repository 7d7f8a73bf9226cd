import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CodeLensRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  LogMessageNotification,
  type MarkupContent,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import { type Frame, resolveRequest } from '../../src/protocol';
import { fixtureText } from '../fixtures';
import { Client, hubSigquit, uriOf } from './client';
import { lab, Machine } from './machine';

const closure = (line: number): Frame => ({
  function: 'example.com/lab/pool.New.func1',
  file: '/home/gopher/src/lab/pool/pool.go',
  line,
});
const saved = `package pool

func New() {
	go func() {
		work()
	}()
}
`;
const edited = saved.replace('func New() {', 'func New() {\n\t// Not saved.\n\tprepare()');

describe('A Go file that is open', () => {
  let client: Client;
  let dump: string;
  let pool: string;
  const targets = async (line: number) => {
    const { targets } = await client.ask(resolveRequest, { uri: dump, frame: closure(line) });
    return targets.map(({ uri, line, stale }) => [uri, line, stale?.message]);
  };
  before(async () => {
    const machine = new Machine();
    machine.write('app/go.mod', 'module example.com/lab\n');
    pool = uriOf(machine.write('app/pool/pool.go', saved));
    client = await Client.start({ machine, folders: [join(machine.root, 'app')] });
    ({ uri: dump } = await client.openFixture(hubSigquit));
  });
  after(() => client.stop());

  it('is synchronized from the editor, without features for it', () => {
    const sync = client.registrations.filter(({ method }) => method.startsWith('textDocument/'));
    assert.deepEqual(sync.map(({ method }) => method).sort(), [
      'textDocument/didChange',
      'textDocument/didClose',
      'textDocument/didOpen',
    ]);
    for (const { registerOptions } of sync) {
      assert.deepEqual((registerOptions as { documentSelector: unknown }).documentSelector, [
        { language: 'go' },
      ]);
    }
  });

  it('is read from the editor, unsaved text included', async () => {
    assert.deepEqual(await targets(5), [[pool, 5, undefined]]);
    const moved = (from: number, to: number) =>
      `is not in New.func1, which is at lines ${from} to ${to} now.`;
    assert.deepEqual(await targets(7), [[pool, 4, `Line 7 ${moved(4, 6)}`]]);
    // Other editors escape different characters.
    const document = await client.open(edited, pool.replace('pool.go', 'pool%2Ego'), 'go');
    assert.deepEqual(await targets(7), [[pool, 7, undefined]]);
    assert.deepEqual(await targets(5), [[pool, 6, `Line 5 ${moved(6, 8)}`]]);
    const start = { line: 0, character: 0 };
    await document.edit({ start, end: start }, '// Package pool.\n');
    assert.deepEqual(await targets(8), [[pool, 8, undefined]]);
    await document.close();
    assert.deepEqual(await targets(5), [[pool, 5, undefined]]);
  });

  it('is shown as it is in the editor', async () => {
    const source = await client.open(edited, pool, 'go');
    const text = 'goroutine 1 [select]:\nexample.com/lab/pool.New.func1()\n\t/app/pool/pool.go:7 +0x1\n';
    const document = await client.open(text);
    const hover = await client.connection.sendRequest(HoverRequest.type, document.cursor('New.f|unc1'));
    assert.match((hover!.contents as MarkupContent).value, /Not saved/);
    await Promise.all([source.close(), document.close()]);
  });

  it('is not a dump, even if it contains one', async () => {
    const changes = client.changed.length;
    const { textDocument } = await client.open(fixtureText(hubSigquit), pool, 'go');
    for (const type of [CodeLensRequest.type, DocumentSymbolRequest.type, FoldingRangeRequest.type]) {
      assert.deepEqual(await client.connection.sendRequest<unknown>(type.method, { textDocument }), []);
    }
    const symbols = await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'hub' });
    assert.ok(symbols!.length > 0);
    assert.ok(!JSON.stringify(symbols).includes(pool));
    assert.ok(!client.changed.slice(changes).includes(pool));
  });
});

describe('The server', () => {
  it('reads source without its WebAssembly, and says so once', async () => {
    const machine = new Machine();
    const dist = join(machine.root, 'dist');
    mkdirSync(dist);
    cpSync(join(lab, '../../dist/server.js'), join(dist, 'server.js'));
    const client = await Client.start({ machine, server: join(dist, 'server.js') });
    const warnings: string[] = [];
    client.connection.onNotification(LogMessageNotification.type, ({ message }) => {
      warnings.push(message);
    });
    const { uri } = await client.openFixture(hubSigquit);
    const path = join(lab, 'node/hub.go');
    const lines = readFileSync(path, 'utf8').split('\n');
    const run = lines.findIndex((line) => line.startsWith('func (h *Hub) Broadcast(')) + 1;
    for (const line of [run, 1]) {
      const frame = { function: 'example.com/lab/node.(*Hub).Broadcast', file: path, line };
      const { targets } = await client.ask(resolveRequest, { uri, frame });
      assert.deepEqual(
        targets.map(({ line, stale }) => [line, stale !== undefined]),
        [[run, line !== run]],
      );
    }
    assert.equal(warnings.filter((message) => message.includes('without a parser')).length, 1);
    await client.stop();
  });
});
