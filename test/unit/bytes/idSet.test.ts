import assert from 'node:assert/strict';
import { IdSet } from '../../../src/core/bytes/idSet';
import { assertLinear, measuringTime } from '../../linearTime';
import { random } from '../../random';

describe('A set of ids', () => {
  const add = (ids: IdSet, id: number) => ids.addNew(Float64Array.of(id), 0, 1) === 1;

  it('contains what was added, and nothing else', () => {
    const below = random(20_26_11);
    const ids = new IdSet();
    const expected = new Set<number>();
    for (let n = 0; n < 100_000; n++) {
      const id = below(4) === 0 ? (1 + below(1000)) * 2 ** 32 : 1 + below(200_000) + (n % 3) * 2 ** 50;
      assert.equal(ids.has(id), expected.has(id));
      assert.equal(add(ids, id), !expected.has(id));
      expected.add(id);
    }
    for (const id of expected) assert.ok(ids.has(id));
  });

  it('adds many ids at once, up to one that it already contains', () => {
    const ids = new IdSet();
    const many = Float64Array.from({ length: 10_000 }, (_, n) => (n % 7_000) + 1);
    assert.equal(ids.addNew(many, 0, 5_000), 5_000);
    assert.equal(ids.addNew(many, 5_000, many.length), 7_000);
    assert.equal(ids.addNew(many, 7_000, many.length), 7_000);
    assert.equal(ids.addNew(Float64Array.of(0, 0, 7_001, 1), 0, 4), 3);
    assert.ok(ids.has(7_001));
  });

  for (const distance of [1, 64, 2 ** 16, 2 ** 24, 2 ** 32, 2 ** 32 + 1, 10 ** 13]) {
    it(`takes linear time for ids at a distance of ${distance}`, async () => {
      await assertLinear(
        (size) => {
          const many = Float64Array.from({ length: size }, (_, n) => (n + 1) * distance);
          return () => {
            for (let n = 0; n < 20; n++) {
              const ids = new IdSet();
              assert.equal(ids.addNew(many, 0, size), size);
              assert.ok(ids.has(size * distance) && !ids.has((size + 1) * distance));
            }
          };
        },
        25_000,
        100_000,
      );
    }).timeout(measuringTime);
  }
});
