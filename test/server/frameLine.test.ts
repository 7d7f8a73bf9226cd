import assert from 'node:assert/strict';
import { frameLineRequest } from '../../src/protocol';
import { fixtureText } from '../fixtures';
import { losslessWrappers } from '../wrappers';
import { Client, hubSigquit } from './client';

describe('The line of a frame', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const clean = fixtureText(hubSigquit);
  const function_ = 'runtime.chansend1';
  const frame = { function: function_, file: '/usr/local/go/src/runtime/chan.go', line: 161 };

  for (const [name, text] of [
    ['a clean dump', clean],
    ['a wrapped dump', losslessWrappers['kubectl logs --prefix --timestamps']!(clean)],
  ] as const) {
    it(`is where the goroutine of ${name} has it`, async () => {
      const { uri, ...document } = await client.open(text);
      const lines = document.text.split('\n');
      const line = lines.findIndex((each) => each.includes('goroutine 54 '));
      const found = await client.ask(frameLineRequest, {
        uri,
        line,
        character: lines[line]!.indexOf('goroutine'),
        frame,
      });
      assert.match(lines[found!.line]!.slice(found!.character), /^runtime\.chansend1\(/);
      assert.equal(found!.below, found!.line - line);
      const other = { ...frame, line: 7 };
      assert.equal(await client.ask(frameLineRequest, { uri, line, frame: other }), null);
    });
  }
});
