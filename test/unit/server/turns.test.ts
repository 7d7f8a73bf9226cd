import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver';
import { inTurns, isCancellation } from '../../../src/server/turns';

/** Milliseconds. */
function work(time: number): void {
  for (const end = performance.now() + time; performance.now() < end;);
}

describe('Work in turns', () => {
  it('goes through all items, and lets others work meanwhile', async () => {
    let others = 0;
    const other = setInterval(() => others++, 1);
    const done: number[] = [];
    for await (const item of inTurns([1, 2, 3, 4, 5], new CancellationTokenSource().token)) {
      work(15);
      done.push(item);
    }
    clearInterval(other);
    assert.deepEqual(done, [1, 2, 3, 4, 5]);
    assert.ok(others >= 3, `${others} times`);
  });

  it('ends when it is cancelled', async () => {
    const cancellation = new CancellationTokenSource();
    setTimeout(() => {
      cancellation.cancel();
    }, 1);
    let last = 0;
    await assert.rejects(async () => {
      for await (const item of inTurns(Array(1000).keys(), cancellation.token)) {
        work(5);
        last = item;
      }
    }, isCancellation);
    assert.ok(last < 999);
  });
});
