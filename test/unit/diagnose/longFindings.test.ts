import assert from 'node:assert/strict';
import { findingsIn } from './parties';

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Functions that each hold a lock and wait for that of the next one, which closes a cycle. */
const ring = (count: number) =>
  numbers(count)
    .map(
      (n) =>
        `var m${n} sync.Mutex\nfunc f${n}() {\n\tm${n}.Lock()\n\tm${(n + 1) % count}.Lock() // p${n} mutex\n}\n`,
    )
    .join('');

/** Functions that all send on a channel from which nobody receives. */
const senders = (count: number) =>
  `var c = make(chan int)\n${numbers(count)
    .map((n) => `func f${n}() {\n\tc <- 1 // p${n} send\n}\n`)
    .join('')}`;

describe('A finding', () => {
  it('of a few goroutines names all of them', async () => {
    for (const code of [ring(5), senders(5)]) {
      const [finding, ...others] = (await findingsIn(code)).all;
      assert.equal(others.length, 0);
      assert.equal(finding!.steps.length, 5);
      assert.equal(finding!.omitted, 0);
      for (const n of numbers(5)) assert.match(finding!.verdict, new RegExp(`x\\.f${n}\\b`));
      assert.doesNotMatch(finding!.verdict, /more/);
    }
  });

  it('of many goroutines names the first, and says how many more there are', async () => {
    for (const code of [ring(300), senders(300)]) {
      const [finding, ...others] = (await findingsIn(code)).all;
      assert.equal(others.length, 0);
      const { verdict, steps, omitted, affected, evidence } = finding!;
      assert.match(verdict, /\b295 more\b/);
      assert.ok(verdict.length < 600, verdict);
      assert.deepEqual([steps.length, omitted, affected], [20, 280, 300]);
      assert.ok(evidence.length <= 20);
    }
  });
});
