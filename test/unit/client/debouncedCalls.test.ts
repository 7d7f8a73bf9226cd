import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { DebouncedCalls } from '../../../src/client/debouncedCalls';

describe('Debounced calls', () => {
  it('happen once for each key, regardless of calls for other keys', async () => {
    const calls = new DebouncedCalls<string>(20);
    const called: string[] = [];
    const call = (key: string) => {
      calls.call(key, () => called.push(key));
    };
    call('a');
    call('a');
    call('b');
    assert.deepEqual(called, []);
    await wait(60);
    assert.deepEqual(called, ['a', 'b']);
  });

  it('do not happen after they are cancelled', async () => {
    const calls = new DebouncedCalls<string>(1);
    let count = 0;
    calls.call('a', () => count++);
    calls.dispose();
    await wait(20);
    assert.equal(count, 0);
  });
});
