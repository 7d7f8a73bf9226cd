import assert from 'node:assert/strict';

/** In milliseconds: a shorter time is noise and is not compared. */
const comparable = 30;
/** Number of parts of the work that are compared with the whole. */
const parts = 8;
/**
 * How many times as long as its parts the whole may take. Linear work takes as long, quadratic work 8 times as long.
 */
const mostGrowth = 3;
/** The first runs are slow, because their code is not compiled yet. */
const leastRounds = 3;
/** Noise makes runs longer, never shorter: each round brings the minima closer to the real times. */
const mostRounds = 12;
/**
 * In milliseconds, a time-out for tests that call `assertLinear`: it only ends a test that hangs. Each measurement is
 * repeated, and a busy machine makes it several times as long.
 */
export const measuringTime = 300_000;

/** Prepares work of a size, and returns the part that is timed. */
type Make = (size: number) => () => unknown;
/** Milliseconds since any fixed time. */
type Clock = () => number;

/**
 * Asserts that work takes time linear in its size: as long as 8 times the work of an eighth of the size. Of each, the
 * shortest of several runs counts, in turn. No time is asserted by itself: a slow or busy machine is so for both.
 *
 * @param size where to begin; doubled until the work is long enough to be compared
 * @param largest work that is still too short at this size passes: its square must be so many steps that they would
 *   take long on any machine
 */
export async function assertLinear(
  make: Make,
  size: number,
  largest = size,
  clock: Clock = processorTime,
): Promise<void> {
  for (let whole = size; whole <= largest; whole *= 2) {
    const result = await compare(make, whole, clock);
    if (result === 'linear') return;
    if (result !== 'short') assert.fail(result);
  }
}

/** @returns what is wrong, if the work is neither linear nor too short to tell */
async function compare(make: Make, size: number, clock: Clock): Promise<string> {
  const timed = async (work: () => unknown, times: number) => {
    const began = clock();
    for (let n = 0; n < times; n++) await work();
    return clock() - began;
  };
  const whole = make(size);
  let wholeTime = await timed(whole, 1);
  if (wholeTime < comparable) return 'short';
  const part = make(size / parts);
  let partsTime = Infinity;
  for (let round = 1; round <= mostRounds; round++) {
    partsTime = Math.min(partsTime, await timed(part, parts));
    wholeTime = Math.min(wholeTime, await timed(whole, 1));
    if (wholeTime < comparable) return 'short';
    if (round >= leastRounds && wholeTime < mostGrowth * partsTime) return 'linear';
  }
  const growth = (wholeTime / partsTime).toFixed(1);
  return `The whole takes ${growth} times as long as its ${parts} parts: ${wholeTime.toFixed(1)} ms.`;
}

/** The time of this process only, in milliseconds: other processes on a busy machine do not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
