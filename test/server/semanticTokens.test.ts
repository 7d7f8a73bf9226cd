import assert from 'node:assert/strict';
import { SemanticTokensRangeRequest } from 'vscode-languageserver-protocol/node';
import { semanticTokensLegend } from '../../src/server/features/semanticTokens';
import { Client } from './client';

const goroutine = `goroutine 1 [semacquire]:
sync.runtime_Semacquire(0xc000010000)
	/usr/local/go/src/runtime/sema.go:71 +0x25
golang.org/x/sync/errgroup.(*Group).Wait(0xc000010000)
	/root/go/pkg/mod/golang.org/x/sync@v0.7.0/errgroup/errgroup.go:56 +0x25
example.com/lab/node.(*Hub).Run(0xc000010000)
	/home/gopher/lab/node/hub.go:41 +0x25
created by golang.org/x/sync/errgroup.(*Group).Go in goroutine 7
	/root/go/pkg/mod/golang.org/x/sync@v0.7.0/errgroup/errgroup.go:78 +0x95
`;

describe('The semantic tokens of a clean dump', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  it('dim whole frames of libraries, and leave the rest to the grammar', async () => {
    const document = await client.open(goroutine);
    const { textDocument } = document;
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const { data } = (await client.connection.sendRequest(SemanticTokensRangeRequest.type, {
      textDocument,
      range,
    }))!;
    const found: string[] = [];
    let line = 0;
    for (let n = 0; n < data.length; n += 5) {
      line += data[n]!;
      assert.equal(semanticTokensLegend.tokenTypes[data[n + 3]!], 'comment');
      found.push(document.line(line).slice(data[n + 1], data[n + 1]! + data[n + 2]!));
    }
    const lines = goroutine.split('\n').map((text) => text.trim());
    assert.deepEqual(found, [...lines.slice(1, 5), ...lines.slice(7, 9)]);
  });
});
