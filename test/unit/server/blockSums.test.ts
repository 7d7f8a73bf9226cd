import assert from 'node:assert/strict';
import { BlockSums } from '../../../src/server/node/blockSums';

const text = Uint8Array.from({ length: 200_000 }, (_, n) => (n * 31 + (n >> 8)) % 251);

function sumsOf(chunk: number): BlockSums {
  const sums = new BlockSums();
  for (let at = 0; at < text.length; at += chunk) sums.add(text.subarray(at, at + chunk));
  return sums;
}

describe('Checksums of blocks', () => {
  for (const chunk of [1000, 64 << 10, 100_000, text.length]) {
    it(`match what was added in chunks of ${chunk} bytes`, () => {
      const sums = sumsOf(chunk);
      for (const [from, to] of [
        [0, 1],
        [70_000, 70_001],
        [65_535, 65_537],
        [131_072, 200_000],
        [0, 200_000],
      ] as const) {
        const { start, end } = sums.blocksAround(from, to);
        assert.ok(start <= from && end >= to && end <= text.length);
        assert.ok(sums.match(start, text.subarray(start, end)));
      }
    });
  }

  it('do not match another byte', () => {
    const sums = sumsOf(1000);
    for (const at of [0, 70_000, text.length - 1]) {
      const other = Uint8Array.from(text);
      other[at] = other[at]! ^ 1;
      const { start, end } = sums.blocksAround(at, at + 1);
      assert.ok(!sums.match(start, other.subarray(start, end)));
    }
  });
});
