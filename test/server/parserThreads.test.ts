import assert from 'node:assert/strict';
import { join } from 'node:path';
import { OwnParserThreads } from '../../src/server/node/parserThreads';

const dist = join(import.meta.dirname, '../../dist');
const text = (n: number) => `package a\n\nfunc f() {\n${'\tg()\n'.repeat(n)}}\n`;

describe('Threads that parse Go files', () => {
  it('answer each text with its own tree', async () => {
    const threads = new OwnParserThreads(join(dist, 'parserThread.js'));
    const counts = Array.from({ length: 40 }, (_, n) => n);
    const trees = await Promise.all(counts.map((n) => threads.parse(text(n))));
    const sizes = trees.map((tree) => tree!.nodes.length);
    const [empty, one, two] = sizes as [number, number, number];
    assert.deepEqual(
      sizes.slice(1),
      counts.slice(1).map((n) => one + (n - 1) * (two - one)),
    );
    assert.ok(empty < one);
    assert.equal(trees[0]!.hasError, false);
  });

  it('answer with nothing for a text that takes too long', async () => {
    const threads = new OwnParserThreads(join(dist, 'parserThread.js'));
    assert.equal(await threads.parse('x'.repeat(600_000)), undefined);
  });

  it('reject texts if they cannot start', async () => {
    const threads = new OwnParserThreads(join(dist, 'missing.js'));
    await assert.rejects(threads.parse(text(1)));
    await assert.rejects(threads.parse(text(2)));
  });
});
