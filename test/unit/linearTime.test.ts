import assert from 'node:assert/strict';
import { assertLinear } from '../linearTime';
import { random } from '../random';

const fails = (check: Promise<void>) => assert.rejects(check, /^AssertionError .*The whole takes/);

/** Checks work that takes the given milliseconds on a simulated clock. */
function check(milliseconds: (size: number, run: number) => number, size = 20_000): Promise<void> {
  let now = 0;
  let run = 0;
  const make = (of: number) => () => (now += milliseconds(of, run++));
  return assertLinear(make, size, size, () => now);
}

describe('Linear time', () => {
  it('is found for work that grows with its size, or hardly more', async () => {
    await check((size) => size / 100);
    await check((size) => 5 + size / 100);
    await check((size) => (size * Math.log(size)) / 100);
  });

  it('is not found for work that grows with the square of its size', async () => {
    await fails(check((size) => size ** 2 / 1e6));
    await fails(check((size) => size ** 2 / 1e6 + size / 1000));
  });

  it('is found if half of the runs take ten times as long, as on a busy machine', async () => {
    const below = random(20_26_11);
    for (let n = 0; n < 20; n++) {
      await check((size) => (size / 100) * (below(2) === 0 ? 1 : 10));
    }
  });

  it('is denied where the first runs are long, because they are not compiled yet', async () => {
    await fails(check((size, run) => (size ** 2 / 1e6) * (run < 9 ? 10 : 1)));
  });

  it('is assumed for work that is too short to measure', async () => {
    await check((size, run) => (size / 1000) ** 2 / 20 + (run === 0 ? 100 : 0));
  });

  it('is measured with larger sizes while the work is too short', async () => {
    let now = 0;
    const sizes = new Set<number>();
    const make = (size: number) => {
      sizes.add(size);
      return () => (now += size ** 2 / 1e7);
    };
    await fails(assertLinear(make, 8000, 64_000, () => now));
    assert.deepEqual([...sizes], [8000, 16_000, 32_000, 4000]);
  });

  it('is not found for work that really is quadratic', async () => {
    let steps = 0;
    const quadratic = (size: number) => () => {
      for (let n = 0; n < size; n++) for (let m = 0; m < size; m++) steps += n ^ m;
    };
    await fails(assertLinear(quadratic, 1024, 32_768));
    assert.notEqual(steps, 0);
  });

  it('is found for work that really is linear', async () => {
    const text = 'x'.repeat(8_000_000);
    let found = 0;
    await assertLinear(
      (size) => () => {
        for (let at = 0; at < size; at++) found += text.charCodeAt(at) & 1;
      },
      text.length,
    );
    assert.equal(found, 0);
  });
});
