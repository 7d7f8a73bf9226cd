import assert from 'node:assert/strict';

/** Milliseconds: what takes less is not compared, for it is noise. */
const measurable = 4;
/** Quadratic work takes 16 times as long for four times as much, linear work 4 times and some noise. */
const mostGrowth = 9;
const runs = 3;
const retries = 3;

/**
 * Asserts that work takes time linear in its size, as T(4n) / T(n), where T is the best of several runs. No time is
 * asserted by itself: a slow machine is slow at both.
 *
 * @param make prepares work of a size, which is then timed
 * @param size where to begin; doubled until the work is long enough to be compared, at most to `largest`
 */
export async function assertLinear(
  make: (size: number) => () => unknown,
  size: number,
  largest = size * 256,
): Promise<void> {
  let growth = 0;
  for (let retry = 0; retry < retries; retry++) {
    let small = size;
    let time = await best(make(small));
    while (time < measurable && small * 2 <= largest) time = await best(make((small *= 2)));
    if (time < measurable) return; // too little work at any size to grow badly
    growth = (await best(make(small * 4))) / (await best(make(small)));
    if (growth < mostGrowth) return;
  }
  assert.fail(`Four times as much takes ${growth.toFixed(1)} times as long.`);
}

async function best(work: () => unknown): Promise<number> {
  let time = Infinity;
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    await work();
    time = Math.min(time, performance.now() - began);
  }
  return time;
}
