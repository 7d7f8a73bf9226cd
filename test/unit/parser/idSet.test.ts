import assert from 'node:assert/strict';
import { IdSet } from '../../../src/core/parser/idSet';
import { random } from '../../random';

describe('A set of ids', () => {
  it('holds what was added and nothing else', () => {
    const below = random(20_26_11);
    const ids = new IdSet();
    const expected = new Set<number>();
    for (let n = 0; n < 100_000; n++) {
      const id = below(4) === 0 ? (1 + below(1000)) * 2 ** 32 : 1 + below(200_000) + (n % 3) * 2 ** 50;
      assert.equal(ids.has(id), expected.has(id));
      ids.add(id);
      expected.add(id);
    }
    for (const id of expected) assert.ok(ids.has(id));
  });

  it('takes linear time for ids at equal distances', () => {
    for (const distance of [1, 64, 2 ** 16, 2 ** 24, 2 ** 32, 2 ** 32 + 1, 10 ** 13]) {
      const ids = new IdSet();
      for (let n = 1; n <= 50_000; n++) ids.add(n * distance);
      assert.ok(ids.has(50_000 * distance) && !ids.has(50_001 * distance));
    }
  });
});
